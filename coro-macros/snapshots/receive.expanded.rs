fn averager() -> impl ::coro_core::Coroutine<f64, Yield = f64, Return = f64> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started |  | `Yield2`, `Done` |\n| `Yield2` |  | `count`, `total` | `Yield2`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `averager` can stand.
    enum State<Count, Total> {
        While1 { at: While1, count: Count, total: Total },
        /// Not started.
        Start,
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `averager` can stand.
    enum While1 {
        Yield2,
    }
    impl<Count, Total> Frame for State<Count, Total> {
        const LAYOUT: &'static str = "averager\t\t0\n0s Start\t0\t\t\t2 4\n0l While1\t0\t\t@at count total\t\n1v Yield2\t0\t\t\t2 4\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start,
        || Body {
            step: |state, arg: f64| -> CoroutineState<f64, f64> {
                #[allow(unused_assignments)]
                let mut sample = arg;
                let mut at_while1 = false;
                if let State::Start = state {
                    let (mut total, mut count) = (0.0, 0.0);
                    let at = While1::Yield2;
                    *state = State::While1 { at, count, total };
                    at_while1 = true;
                }
                let State::While1 { count: count_, total: total_, .. } = state else {
                    stopped(state)
                };
                'while1: loop {
                    if replace(&mut at_while1, true) {
                        if sample >= 0.0 {
                            *total_ += sample;
                            *count_ += 1.0;
                            let value: f64 = *total_ / *count_;
                            return Yielded(value);
                        } else {
                            break 'while1
                        };
                    }
                    sample = arg;
                }
                let value: f64 = *total_;
                complete(state, value)
            },
            look: |state, _| if let State::While1 { .. } = state { 2 } else { 0 },
        },
    )
}
