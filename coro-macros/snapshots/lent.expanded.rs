#[allow(dead_code)]
fn add(
    count: &mut u32,
    by: u32,
) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = ()> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `by`, `count` | `Wait1` |\n| `Wait1` |  | `by`, `count` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `add` can stand.
    enum State<Count> {
        Wait1 { by: u32, count: Count },
        /// Not started.
        Start { by: u32, count: Count },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    impl<Count> Frame for State<Count> {
        const LAYOUT: &'static str = "add\t\t0\n0s Start\t0\t\tby count\t1\n0w Wait1\t0\t\tby count\t3\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { count, by },
        || Body {
            step: |state, _: ()| -> CoroutineState<Wait, ()> {
                match state {
                    State::Start { .. } => {
                        let (count, by) = match replace(state, State::Running) {
                            State::Start { count, by } => (count, by),
                            other => lost(other),
                        };
                        put(state, State::Wait1 { by, count });
                        return Yielded(wait());
                    }
                    State::Wait1 { .. } => {
                        let (count, by) = match replace(state, State::Running) {
                            State::Wait1 { count, by } => (count, by),
                            other => lost(other),
                        };
                        *count += by;
                    }
                    State::Running | State::Done => stopped(state),
                }
                complete(state, ())
            },
            look: |state, _| if let State::Wait1 { .. } = state { 1 } else { 0 },
        },
    )
}
#[doc(hidden)]
#[allow(warnings, clippy::all)]
fn add_lent_count(
    by: u32,
) -> impl for<'lent> ::coro_core::Coroutine<
    &'lent mut u32,
    Yield = ::coro_core::Wait,
    Return = (),
> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `by` | `Wait1` |\n| `Wait1` |  | `by` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{lending, States, prelude::*};
    /// Where `add` can stand.
    enum State {
        Wait1 { by: u32 },
        /// Not started.
        Start { by: u32 },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    impl Frame for State {
        const LAYOUT: &'static str = "add\t\t0\n0s Start\t0\t\tby\t1\n0w Wait1\t0\t\tby\t3\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    let start = State::Start { by };
    let states = States::of(&start);
    lending(
        start,
        move |state: &mut State, count: &mut u32| -> CoroutineState<Wait, ()> {
            states.are(state);
            match *state {
                State::Start { by } => {
                    *state = State::Wait1 { by };
                    return Yielded(wait());
                }
                State::Wait1 { by } => {
                    *count += by;
                }
                State::Running | State::Done => stopped(state),
            }
            complete(state, ())
        },
        || |state, _| if let State::Wait1 { .. } = state { 1 } else { 0 },
    )
}
fn counting() -> impl ::coro_core::Coroutine<
    (),
    Yield = ::coro_core::Wait,
    Return = u32,
> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started |  | `From1` |\n| `From1` |  | `count` | `From1`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{From, dispatch::*, prelude::*};
    /// Where `counting` can stand.
    enum State<Inner1, Count> {
        From1 { inner: Inner1, count: Count },
        /// Not started.
        Start,
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    impl<Inner1, Count> Frame for State<Inner1, Count> {
        const LAYOUT: &'static str = "counting\t\t0\n0s Start\t0\t\t\t1\n0f From1\t0\t\t>inner count\t1 3\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start,
        || Body {
            step: |state, _: ()| -> CoroutineState<Wait, u32> {
                let value: u32 = {
                    if let State::Start = state {
                        let mut count = 0;
                        let inner = From::lent(add_lent_count(3)).delegate();
                        put(state, State::From1 { inner, count });
                    }
                    let State::From1 { inner, count: count_, .. } = state else {
                        stopped(state)
                    };
                    match resume(
                        inner,
                        {
                            let lent: &mut u32 = &mut *count_;
                            lent
                        },
                    ) {
                        Yielded(yielded) => return Yielded(yielded),
                        Complete(value) => {
                            let mut count = match replace(state, State::Running) {
                                State::From1 { count, .. } => count,
                                other => lost(other),
                            };
                            value;
                            count
                        }
                    }
                };
                complete(state, value)
            },
            look: |state, look| match state {
                State::From1 { inner, .. } => look.inside_given::<_, _>(1, inner),
                _ => 0,
            },
        },
    )
}
