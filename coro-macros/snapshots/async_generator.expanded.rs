fn ticks(
    every: Duration,
    times: u32,
) -> impl ::coro_core::Coroutine<(), Yield = ::core::task::Poll<u32>, Return = ()> {
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, lending, States, replace, Yielded, Complete, Coroutine, CoroutineState,
        Wait, FromYield, Frame, panicked, finished, wait, Try, FromResidual, Continue,
        Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `ticks` can stand.
    enum State<Every, Inner2, Tick, Iter> {
        /// Not started.
        Start { times: u32, every: Every },
        For1 { at: For1<Inner2, Tick>, iter: Iter, every: Every },
        Running,
        Done,
    }
    /// Where `ticks` can stand.
    enum For1<Inner2, Tick> {
        Next,
        From2 { inner: Inner2, tick: Tick },
        Yield3,
        Wait4,
        Running,
    }
    impl<Every, Inner2, Tick, Iter> Frame for State<Every, Inner2, Tick, Iter> {
        fn poison(&mut self) {
            if !matches!(self, State::Done) {
                *self = State::Running;
            }
        }
    }
    machine(
        State::Start { every, times },
        |
            state: &mut State<_, _, _, _>,
            _: (),
        | -> CoroutineState<::core::task::Poll<u32>, ()> {
            let value: () = 'complete: loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { every, times } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        {
                            let mut iter = IntoIterator::into_iter(0..times);
                            {
                                *state = State::For1 {
                                    at: For1::Next,
                                    iter,
                                    every,
                                };
                                continue 'complete;
                            }
                        }
                    }
                    State::For1 { at: for1, iter: iter_, every: every_ } => {
                        let _every;
                        break 'complete {
                            {
                                let left = 'for1: loop {
                                    match for1 {
                                        For1::Next => {
                                            match Iterator::next(&mut *iter_) {
                                                Some(tick) => {
                                                    {
                                                        *for1 = For1::From2 {
                                                            inner: (&mut &mut &mut From::new(sleep(*every_)))
                                                                .delegate(),
                                                            tick,
                                                        };
                                                        continue 'for1;
                                                    };
                                                }
                                                None => break 'for1,
                                            };
                                        }
                                        For1::From2 { inner, .. } => {
                                            match Coroutine::resume(inner, ()) {
                                                Yielded(yielded) => {
                                                    return Yielded(FromYield::from_yield(yielded));
                                                }
                                                Complete(value) => {
                                                    let For1::From2 { tick, .. } = replace(for1, For1::Running)
                                                    else { unreachable!() };
                                                    {
                                                        let tick = tick;
                                                        value;
                                                        {
                                                            let value = tick;
                                                            *for1 = For1::Yield3;
                                                            return Yielded(::core::task::Poll::Ready(value));
                                                        };
                                                    };
                                                }
                                            }
                                        }
                                        For1::Yield3 => {
                                            {
                                                {
                                                    *for1 = For1::Wait4;
                                                    return Yielded(FromYield::from_yield(wait()));
                                                };
                                            };
                                        }
                                        For1::Wait4 => {
                                            {};
                                            *for1 = For1::Next;
                                        }
                                        For1::Running => panicked(),
                                    }
                                };
                                _every = match replace(state, State::Running) {
                                    State::For1 { every, .. } => every,
                                    _ => unreachable!(),
                                };
                                left
                            }
                        };
                    }
                    State::Running => panicked(),
                    State::Done => finished(),
                }
            };
            *state = State::Done;
            Complete(value)
        },
    )
}
