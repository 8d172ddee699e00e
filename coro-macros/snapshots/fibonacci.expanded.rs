fn fibonacci() -> impl ::coro_core::Coroutine<(), Yield = u64, Return = ()> {
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, lending, States, replace, Yielded, Complete, Coroutine, CoroutineState,
        Wait, FromYield, Frame, panicked, finished, wait, Try, FromResidual, Continue,
        Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `fibonacci` can stand.
    enum State<B, A> {
        /// Not started.
        Start,
        Loop1 { at: Loop1, b: B, a: A },
        Running,
        Done,
    }
    /// Where `fibonacci` can stand.
    enum Loop1 {
        Next,
        Yield2,
        Running,
    }
    impl<B, A> Frame for State<B, A> {
        fn poison(&mut self) {
            if !matches!(self, State::Done) {
                *self = State::Running;
            }
        }
    }
    machine(
        State::Start,
        |state: &mut State<_, _>, _: ()| -> CoroutineState<u64, ()> {
            'complete: loop {
                match state {
                    State::Start => {
                        let (mut a, mut b) = (0, 1);
                        {
                            *state = State::Loop1 {
                                at: Loop1::Next,
                                b,
                                a,
                            };
                            continue 'complete;
                        }
                    }
                    State::Loop1 { at: loop1, b: b_, a: a_ } => {
                        'loop1: loop {
                            match loop1 {
                                Loop1::Next => {
                                    {
                                        let value: u64 = *a_;
                                        *loop1 = Loop1::Yield2;
                                        return Yielded(value);
                                    };
                                }
                                Loop1::Yield2 => {
                                    (*a_, *b_) = (*b_, *a_ + *b_);
                                    *loop1 = Loop1::Next;
                                }
                                Loop1::Running => panicked(),
                            }
                        }
                    }
                    State::Running => panicked(),
                    State::Done => finished(),
                }
            }
        },
    )
}
