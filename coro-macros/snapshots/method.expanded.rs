impl Parser {
    fn new() -> Self {
        Parser { depth: 0 }
    }
    #[allow(mismatched_lifetime_syntaxes)]
    pub fn blocks<'this: 'machine, 'machine, 'a: 'machine>(
        &'this mut self,
        text: &'a str,
    ) -> impl ::coro_core::Coroutine<(), Yield = &'a str, Return = usize> {
        #![cfg_attr(
            doc,
            doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `text`, `this` | `Yield2`, `Done` |\n| `Yield2` |  | `iter`, `this` | `Yield2`, `Done` |\n| `Done` | returned |  |  |\n"
        )]
        use ::coro_core::machine::prelude::*;
        /// Where `blocks` can stand.
        enum State<Text, This, Iter> {
            For1 { at: For1, iter: Iter, this: This },
            /// Not started.
            Start { text: Text, this: This },
            /// Its code is running, or panicked while it ran.
            Running,
            /// Returned.
            Done,
        }
        /// Where `blocks` can stand.
        enum For1 {
            Yield2,
        }
        impl<Text, This, Iter> Frame for State<Text, This, Iter> {
            const LAYOUT: &'static str = "blocks\t\t0\n0s Start\t0\t\ttext this\t2 4\n0l For1\t0\t\t@at iter this\t\n1v Yield2\t0\t\t\t2 4\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
            const RUNNING: Self = State::Running;
            const DONE: Self = State::Done;
        }
        machine(
            State::Start { this: self, text },
            || Body {
                step: |state, _: ()| -> CoroutineState<&'a str, usize> {
                    let value: usize = {
                        if let State::Start { .. } = state {
                            let (this, text) = match replace(state, State::Running) {
                                State::Start { this, text } => (this, text),
                                other => lost(other),
                            };
                            let mut iter = IntoIterator::into_iter(text.lines());
                            let at = For1::Yield2;
                            put(state, State::For1 { at, iter, this });
                        }
                        let State::For1 { iter: iter_, this: this_, .. } = state else {
                            stopped(state)
                        };
                        'for1: loop {
                            let Some(line) = Iterator::next(iter_) else { break 'for1 };
                            (*this_).depth += line.matches('{').count();
                            if (*this_).depth > 0 {
                                let value: &'a str = line;
                                return Yielded(value);
                            }
                        }
                        let this = match replace(state, State::Running) {
                            State::For1 { this, .. } => this,
                            other => lost(other),
                        };
                        this.depth
                    };
                    complete(state, value)
                },
                look: |state, _| if let State::For1 { .. } = state { 2 } else { 0 },
            },
        )
    }
}
