//! Coroutines that are lent a reference for one step at a time.

use coro_core::machine::*;

#[derive(Default)]
struct World {
    health: u32,
}

enum Hurting {
    Start,
    Done,
}

impl Frame for Hurting {
    const RUNNING: Self = Hurting::Done;
    const DONE: Self = Hurting::Done;
}

/// `fn hurt() receives world: &mut World -> u32 { world.health -= 1; yield_wait!(); .. }`
fn hurt() -> impl for<'a> Coroutine<&'a mut World, Yield = Wait, Return = u32> {
    lending(
        Hurting::Start,
        |state: &mut Hurting, world: &mut World| -> CoroutineState<Wait, u32> {
            world.health -= 1;
            match state {
                Hurting::Start => {
                    *state = Hurting::Done;
                    Yielded(Wait)
                }
                Hurting::Done => Complete(world.health),
            }
        },
        || |_, _| 0,
    )
}

/// Lends the world it is lent.
fn hurt_through() -> impl for<'a> Coroutine<&'a mut World, Yield = Wait, Return = u32> {
    enum State<Inner> {
        Start,
        From1 { inner: Inner },
    }
    impl<Inner> Frame for State<Inner> {
        const RUNNING: Self = State::Start;
        const DONE: Self = State::Start;
    }
    lending(
        State::Start,
        |state: &mut State<_>, world: &mut World| -> CoroutineState<Wait, u32> {
            loop {
                match state {
                    State::Start => {
                        let inner = From::lent(hurt()).delegate();
                        *state = State::From1 { inner };
                    }
                    State::From1 { inner } => {
                        return match inner.resume(&mut *world) {
                            Yielded(yielded) => Yielded(FromYield::from_yield(yielded)),
                            Complete(returned) => Complete(returned),
                        };
                    }
                }
            }
        },
        || |_, _| 0,
    )
}

/// Lends its own variable.
fn own() -> impl Coroutine<(), Yield = Wait, Return = (u32, World)> {
    enum State<Inner> {
        Start { world: World },
        From1 { inner: Inner, world: World },
        Running,
    }
    impl<Inner> Frame for State<Inner> {
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Running;
    }
    let world = World { health: 10 };
    lending(
        State::Start { world },
        |state: &mut State<_>, (): ()| -> CoroutineState<Wait, (u32, World)> {
            loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { world } = replace(state, State::Running) else {
                            unreachable!()
                        };
                        let inner = From::lent(hurt_through()).delegate();
                        *state = State::From1 { inner, world };
                    }
                    State::From1 { inner, world } => match inner.resume(&mut *world) {
                        Yielded(yielded) => return Yielded(yielded),
                        Complete(left) => {
                            let State::From1 { world, .. } = replace(state, State::Running) else {
                                unreachable!()
                            };
                            return Complete((left, world));
                        }
                    },
                    State::Running => panicked(),
                }
            }
        },
        || |_, _| 0,
    )
}

#[test]
fn a_place_is_lent_at_each_step() {
    let mut coroutine = own();
    assert!(coroutine.resume(()).yielded().is_some());
    let (left, world) = coroutine.resume(()).complete().unwrap();
    assert_eq!((left, world.health), (8, 8));
}

#[test]
fn several_places_are_lent_as_a_tuple() {
    struct Adding;
    impl<'a> Coroutine<(&'a mut u32, &'a u32)> for Adding {
        type Yield = Wait;
        type Return = ();
        fn resume(&mut self, (sum, term): (&'a mut u32, &'a u32)) -> CoroutineState<Wait, ()> {
            *sum += term;
            Yielded(Wait)
        }
    }
    let mut delegate = From::lent(Adding).delegate();
    let mut sum = 1;
    for term in [1, 2] {
        assert_eq!(delegate.resume((&mut sum, &term)), Yielded(Wait));
    }
    assert_eq!(sum, 4);
}

#[cfg(feature = "alloc")]
#[test]
fn a_lending_coroutine_can_be_boxed() {
    type Script = Box<dyn for<'a> Coroutine<&'a mut World, Yield = Wait, Return = u32>>;
    let script: Script = Box::new(hurt_through());
    let mut delegate = From::lent(script).delegate();
    for _ in 0..2 {
        let mut world = World { health: 5 };
        let _ = delegate.resume(&mut world);
        assert_eq!(world.health, 4);
    }
}

#[test]
fn in_a_generic_fn_the_bound_is_enough() {
    fn twice<C: for<'a> Coroutine<&'a mut World, Yield = Wait>>(coroutine: C) -> u32 {
        let mut delegate = From::lent(coroutine).delegate();
        for _ in 0..2 {
            let mut world = World { health: 3 };
            let _ = delegate.resume(&mut world);
            let _ = world;
        }
        2
    }
    assert_eq!(twice(hurt()), 2);
}
