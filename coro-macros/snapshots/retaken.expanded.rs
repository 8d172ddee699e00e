fn retaken(
    user: User,
) -> impl ::coro_core::Coroutine<(), Yield = usize, Return = usize> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `user` | `Yield2` |\n| `Yield2` |  | `user` | `Yield4`, `Done` |\n| `Yield4` |  | `position`, `user` | `Yield4`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `retaken` can stand.
    enum State<Position, User> {
        With1 { at: With1<Position>, user: User },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `retaken` can stand.
    enum With1<Position> {
        /// Just begun.
        Start,
        Yield2,
        For3 { at: For3, position: Position },
    }
    /// Where `retaken` can stand.
    enum For3 {
        Yield4,
    }
    impl<Position, User> Frame for State<Position, User> {
        const LAYOUT: &'static str = "retaken\t\t0\n0l With1\t0\t\t@at user\t\n1s Start\t0\t\t\t2\n1v Yield2\t0\t\t\t4 6\n1l For3\t0\t\t@at position\t\n2v Yield4\t0\t\t\t4 6\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::With1 {
            at: With1::Start,
            user,
        },
        || Body {
            step: |state, _: ()| -> CoroutineState<usize, usize> {
                let value: usize = {
                    let State::With1 { at: with1, user: user_ } = state else {
                        stopped(state)
                    };
                    let mut at_for3 = false;
                    match with1 {
                        With1::Start => {
                            let name = &(*user_).name;
                            let value: usize = name.len();
                            *with1 = With1::Yield2;
                            return Yielded(value);
                        }
                        With1::Yield2 => {
                            let mut position = 0usize;
                            let at = For3::Yield4;
                            *with1 = With1::For3 { at, position };
                            at_for3 = true;
                        }
                        _ => {}
                    }
                    let With1::For3 { position: position_, .. } = with1 else {
                        nowhere()
                    };
                    'for3: loop {
                        if replace(&mut at_for3, true) {
                            let Some(tag) = nth(&(*user_).tags, *position_) else {
                                break 'for3
                            };
                            *position_ += 1;
                            let value: usize = tag.len();
                            return Yielded(value);
                        }
                        let name = &(*user_).name;
                        let Some(tag) = nth(&(*user_).tags, *position_ - 1) else {
                            nowhere()
                        };
                        log(name, tag);
                    }
                    *with1 = With1::Start;
                    let name = &(*user_).name;
                    name.len()
                };
                complete(state, value)
            },
            look: |state, _| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Start => 1,
                        With1::Yield2 => 2,
                        With1::For3 { .. } => 4,
                    }
                }
                _ => 0,
            },
        },
    )
}
