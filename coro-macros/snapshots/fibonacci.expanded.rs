fn fibonacci() -> impl ::coro_core::Coroutine<(), Yield = u64, Return = ()> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started |  | `Yield2` |\n| `Yield2` |  | `b`, `a` | `Yield2` |\n| `Done` | returned | | |\n"
    )]
    use ::coro_core::machine::{
        machine, replace, Yielded, CoroutineState, Frame, stopped,
    };
    /// Where `fibonacci` can stand.
    enum State<B, A> {
        /// Not started.
        Start,
        Loop1 { at: Loop1, b: B, a: A },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `fibonacci` can stand.
    enum Loop1 {
        /// About to go round.
        Next,
        Yield2,
    }
    impl<B, A> Frame for State<B, A> {
        fn poison(&mut self) {
            *self = State::Running;
        }
        fn is_done(&self) -> bool {
            matches!(self, State::Done)
        }
    }
    machine(
        State::Start,
        || |state: &mut State<_, _>, _: ()| -> CoroutineState<u64, ()> {
            if let State::Start = state {
                let (mut a, mut b) = (0, 1);
                *state = State::Loop1 {
                    at: Loop1::Next,
                    b,
                    a,
                };
            }
            let State::Loop1 { at: loop1, b: b_, a: a_ } = state else { stopped(state) };
            let mut next = matches!(loop1, Loop1::Next);
            'loop1: loop {
                if replace(&mut next, true) {
                    let value: u64 = *a_;
                    *loop1 = Loop1::Yield2;
                    return Yielded(value);
                }
                match loop1 {
                    Loop1::Yield2 => {
                        (*a_, *b_) = (*b_, *a_ + *b_);
                        continue 'loop1;
                    }
                    Loop1::Next => unreachable!(),
                }
            }
        },
    )
}
