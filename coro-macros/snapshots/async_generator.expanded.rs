fn ticks(
    every: Duration,
    times: u32,
) -> ::coro_core::AsyncGenerator<
    impl ::coro_core::Coroutine<(), Yield = ::core::task::Poll<u32>, Return = ()>,
> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `every`, `times` | `From2`, `Done` |\n| `From2` |  | `tick`, `iter`, `every` | `From2`, `Yield3` |\n| `Yield3` |  | `iter`, `every` | `Wait4` |\n| `Wait4` |  | `iter`, `every` | `From2`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{From, AsyncGenerator, dispatch::*, prelude::*};
    /// Where `ticks` can stand.
    enum State<Every, Inner2, Tick, Iter> {
        For1 { at: For1<Inner2, Tick>, iter: Iter, every: Every },
        /// Not started.
        Start { every: Every, times: u32 },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `ticks` can stand.
    enum For1<Inner2, Tick> {
        /// About to go round.
        Next,
        From2 { inner: Inner2, tick: Tick },
        Yield3,
        Wait4,
    }
    impl<Every, Inner2, Tick, Iter> Frame for State<Every, Inner2, Tick, Iter> {
        const LAYOUT: &'static str = "ticks\t\t0\n0s Start\t0\t\tevery times\t3 7\n0l For1\t0\t\t@at iter every\t\n1n Next\t0\t\t\t\n1f From2\t0\t\t>inner tick\t3 4\n1v Yield3\t0\t\t\t5\n1w Wait4\t0\t\t\t3 7\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    AsyncGenerator::new(
        machine(
            State::Start { times, every },
            || Body {
                step: |state, _: ()| -> CoroutineState<::core::task::Poll<u32>, ()> {
                    {
                        if let State::Start { .. } = state {
                            let (every, times) = match replace(state, State::Running) {
                                State::Start { every, times } => (every, times),
                                other => lost(other),
                            };
                            let mut iter = IntoIterator::into_iter(0..times);
                            let at = For1::Next;
                            put(state, State::For1 { at, iter, every });
                        }
                        let State::For1 { at: for1, iter: iter_, every: every_ } = state
                        else { stopped(state) };
                        let _every;
                        let mut next = if let For1::Next = for1 { true } else { false };
                        'for1: loop {
                            if replace(&mut next, true) {
                                let Some(tick) = Iterator::next(iter_) else { break 'for1 };
                                let inner = From::new(sleep(*every_)).delegate();
                                put(for1, For1::From2 { inner, tick });
                            }
                            if let For1::From2 { inner, .. } = for1 {
                                match resume(inner, ()) {
                                    Yielded(yielded) => {
                                        return Yielded(FromYield::from_yield(yielded));
                                    }
                                    Complete(value) => {
                                        let tick = match replace(for1, For1::Next) {
                                            For1::From2 { tick, .. } => tick,
                                            other => lost(other),
                                        };
                                        value;
                                        let value = tick;
                                        put(for1, For1::Yield3);
                                        return Yielded(::core::task::Poll::Ready(value));
                                    }
                                }
                            }
                            match for1 {
                                For1::Yield3 => {
                                    put(for1, For1::Wait4);
                                    return Yielded(FromYield::from_yield(wait()));
                                }
                                For1::Wait4 => {}
                                _ => nowhere(),
                            }
                        };
                        _every = match replace(state, State::Running) {
                            State::For1 { every, .. } => every,
                            other => lost(other),
                        };
                    }
                    complete(state, ())
                },
                look: |state, look| match state {
                    State::For1 { at, .. } => {
                        match at {
                            For1::From2 { inner, .. } => look.inside(3, inner),
                            For1::Yield3 => 4,
                            For1::Wait4 => 5,
                            _ => 0,
                        }
                    }
                    _ => 0,
                },
            },
        ),
    )
}
