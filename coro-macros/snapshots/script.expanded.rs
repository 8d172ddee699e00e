fn script(
    n: u32,
) -> impl for<'lent> ::coro_core::Coroutine<
    &'lent mut World,
    Yield = ::coro_core::Wait,
    Return = u32,
> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `n` | `Wait2`, `Done` |\n| `Wait2` |  | `iter` | `Wait2`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{lending, States, prelude::*};
    /// Where `script` can stand.
    enum State<Iter> {
        For1 { at: For1, iter: Iter },
        /// Not started.
        Start { n: u32 },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `script` can stand.
    enum For1 {
        Wait2,
    }
    impl<Iter> Frame for State<Iter> {
        const LAYOUT: &'static str = "script\t\t0\n0s Start\t0\t\tn\t2 4\n0l For1\t0\t\t@at iter\t\n1w Wait2\t0\t\t\t2 4\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    let start = State::Start { n };
    let states = States::of(&start);
    lending(
        start,
        move |state: &mut State<_>, mut world: &mut World| -> CoroutineState<Wait, u32> {
            states.are(state);
            let value: u32 = {
                let mut at_for1 = false;
                if let State::Start { n } = *state {
                    let mut iter = IntoIterator::into_iter(0..n);
                    let at = For1::Wait2;
                    *state = State::For1 { at, iter };
                    at_for1 = true;
                }
                let State::For1 { iter: iter_, .. } = state else { stopped(state) };
                'for1: loop {
                    if replace(&mut at_for1, true) {
                        let Some(_) = Iterator::next(iter_) else { break 'for1 };
                        world.hp -= 1;
                        return Yielded(wait());
                    }
                    world = &mut *world;
                }
                *state = State::Running;
                world.hp
            };
            complete(state, value)
        },
        || |state, _| if let State::For1 { .. } = state { 2 } else { 0 },
    )
}
