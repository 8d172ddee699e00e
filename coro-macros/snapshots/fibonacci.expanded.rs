fn fibonacci() -> impl ::coro_core::Coroutine<(), Yield = u64, Return = ()> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started |  | `Yield2` |\n| `Yield2` |  | `b`, `a` | `Yield2` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `fibonacci` can stand.
    enum State<B, A> {
        Loop1 { at: Loop1, b: B, a: A },
        /// Not started.
        Start,
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `fibonacci` can stand.
    enum Loop1 {
        Yield2,
    }
    impl<B, A> Frame for State<B, A> {
        const LAYOUT: &'static str = "fibonacci\t\t0\n0s Start\t0\t\t\t2\n0l Loop1\t0\t\t@at b a\t\n1v Yield2\t0\t\t\t2\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start,
        || Body {
            step: |state, _: ()| -> CoroutineState<u64, ()> {
                let mut at_loop1 = false;
                if let State::Start = state {
                    let (mut a, mut b) = (0, 1);
                    let at = Loop1::Yield2;
                    *state = State::Loop1 { at, b, a };
                    at_loop1 = true;
                }
                let State::Loop1 { b: b_, a: a_, .. } = state else { stopped(state) };
                loop {
                    if replace(&mut at_loop1, true) {
                        let value: u64 = *a_;
                        return Yielded(value);
                    }
                    (*a_, *b_) = (*b_, *a_ + *b_);
                }
            },
            look: |state, _| if let State::Loop1 { .. } = state { 2 } else { 0 },
        },
    )
}
