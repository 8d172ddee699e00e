fn match_arms(
    command: Command,
) -> impl ::coro_core::Coroutine<(), Yield = String, Return = u32> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `command` | `Yield1`, `Yield2`, `Yield3`, `Done` |\n| `Yield1` |  | `text` | `Yield5` |\n| `Yield2` |  | `left1` | `Yield5` |\n| `Yield3` |  | `second` | `Yield4` |\n| `Yield4` |  |  | `Yield5` |\n| `Yield5` |  | `code`, `left1` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{Flagged, dispatch::*, prelude::*};
    /// Where `match_arms` can stand.
    enum State<Command, LoudKept, Text, Left1, Second, Code> {
        /// Not started.
        Start { command: Command },
        Yield1 { loud: LoudKept, text: Text },
        Yield2 { left1: Flagged<Left1> },
        Yield3 { second: Second },
        Yield4,
        Yield5 { code: Code, left1: Flagged<Left1> },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    impl<Command, LoudKept, Text, Left1, Second, Code> Frame
    for State<Command, LoudKept, Text, Left1, Second, Code> {
        const LAYOUT: &'static str = "match_arms\t\t0\n0s Start\t0\t\tcommand\t1 2 3 7\n0v Yield1\t0\t\t~loud text\t5\n0v Yield2\t0\t\tleft1?\t5\n0v Yield3\t0\t\tsecond\t4\n0v Yield4\t0\t\t\t5\n0v Yield5\t0\t\tcode left1?\t7\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { command },
        || Body {
            step: |state, _: ()| -> CoroutineState<String, u32> {
                let value: u32 = 'complete: {
                    'after_join1: {
                        let (mut left1, code) = 'join1: {
                            match state {
                                State::Start { .. } => {
                                    let command = match replace(state, State::Running) {
                                        State::Start { command } => command,
                                        other => lost(other),
                                    };
                                    let mut left1 = Flagged::empty();
                                    match command {
                                        Command::Say { text, loud } if loud => {
                                            let value: String = text.to_uppercase();
                                            let loud = Dead::new(loud).keep();
                                            put(state, State::Yield1 { loud, text });
                                            return Yielded(value);
                                        }
                                        Command::Say { text, loud: part1 } => {
                                            left1 = Flagged::new(part1);
                                            let value: String = text;
                                            put(state, State::Yield2 { left1 });
                                            return Yielded(value);
                                        }
                                        Command::Both(first, second) => {
                                            let value: String = first;
                                            put(state, State::Yield3 { second });
                                            return Yielded(value);
                                        }
                                        Command::Stop => break 'complete 0,
                                    }
                                }
                                State::Yield1 { .. } => {
                                    let (text, _loud) = match replace(state, State::Running) {
                                        State::Yield1 { text, loud } => (text, loud),
                                        other => lost(other),
                                    };
                                    let mut left1 = Flagged::empty();
                                    let code = {
                                        let text = text;
                                        let _loud = _loud;
                                        text.len() as u32
                                    };
                                    break 'join1 (left1, code);
                                }
                                State::Yield2 { .. } => {
                                    let mut left1 = match replace(state, State::Running) {
                                        State::Yield2 { left1 } => left1,
                                        other => lost(other),
                                    };
                                    let code = { 1 };
                                    break 'join1 (left1, code);
                                }
                                State::Yield3 { .. } => {
                                    let second = match replace(state, State::Running) {
                                        State::Yield3 { second } => second,
                                        other => lost(other),
                                    };
                                    let value: String = second;
                                    put(state, State::Yield4);
                                    return Yielded(value);
                                }
                                State::Yield4 => {
                                    let mut left1 = Flagged::empty();
                                    let code = { 2 };
                                    break 'join1 (left1, code);
                                }
                                _ => break 'after_join1,
                            }
                        };
                        let value: String = "done".to_string();
                        put(state, State::Yield5 { code, left1 });
                        return Yielded(value);
                    }
                    let State::Yield5 { .. } = state else { stopped(state) };
                    let (_left1, code) = match replace(state, State::Running) {
                        State::Yield5 { left1, code } => (left1, code),
                        other => lost(other),
                    };
                    code
                };
                complete(state, value)
            },
            look: |state, _| match state {
                State::Yield1 { .. } => 1,
                State::Yield2 { .. } => 2,
                State::Yield3 { .. } => 3,
                State::Yield4 => 4,
                State::Yield5 { .. } => 5,
                _ => 0,
            },
        },
    )
}
