fn match_arms(
    command: Command,
) -> impl ::coro_core::Coroutine<(), Yield = String, Return = u32> {
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, lending, States, replace, Yielded, Complete, Coroutine, CoroutineState,
        Wait, FromYield, Frame, panicked, finished, wait, Try, FromResidual, Continue,
        Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `match_arms` can stand.
    enum State<Command, LoudKept, Text, Second, Code> {
        /// Not started.
        Start { command: Command },
        Yield1 { loud: LoudKept, text: Text },
        Yield2 { command: Flagged<Command> },
        Yield3 { second: Second },
        Yield4,
        /// after
        Join1 { code: Code, command: Flagged<Command> },
        Yield5 { code: Code, command: Flagged<Command> },
        Running,
        Done,
    }
    impl<Command, LoudKept, Text, Second, Code> Frame
    for State<Command, LoudKept, Text, Second, Code> {
        fn poison(&mut self) {
            if !matches!(self, State::Done) {
                *self = State::Running;
            }
        }
    }
    machine(
        State::Start { command },
        |state: &mut State<_, _, _, _, _>, _: ()| -> CoroutineState<String, u32> {
            let value: u32 = 'complete: loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { mut command } = replace(state, State::Running)
                        else { unreachable!() };
                        let mut command = Flagged::new(command);
                        match Flagged::take(&mut command) {
                            Command::Say { text, loud } if loud => {
                                {
                                    let value: String = text.to_uppercase();
                                    *state = State::Yield1 {
                                        loud: (&mut &mut &mut Dead::new(loud)).keep(),
                                        text,
                                    };
                                    return Yielded(value);
                                };
                            }
                            Command::Say { text, .. } => {
                                {
                                    let value: String = text;
                                    *state = State::Yield2 { command };
                                    return Yielded(value);
                                };
                            }
                            Command::Both(first, second) => {
                                {
                                    let value: String = first;
                                    *state = State::Yield3 { second };
                                    return Yielded(value);
                                };
                            }
                            kept @ (Command::Stop) => {
                                command = Flagged::new(kept);
                                break 'complete 0;
                            }
                        }
                    }
                    State::Yield1 { .. } => {
                        let State::Yield1 { text, loud: _loud } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        let mut command: Flagged<Command> = Flagged::empty();
                        let code = {
                            let text = text;
                            let _loud = _loud;
                            text.len() as u32
                        };
                        *state = State::Join1 { code, command };
                        continue 'complete;
                    }
                    State::Yield2 { .. } => {
                        let State::Yield2 { mut command } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        let code = { 1 };
                        *state = State::Join1 { code, command };
                        continue 'complete;
                    }
                    State::Yield3 { .. } => {
                        let State::Yield3 { second } = replace(state, State::Running)
                        else { unreachable!() };
                        {
                            let second = second;
                            {
                                let value: String = second;
                                *state = State::Yield4;
                                return Yielded(value);
                            };
                        }
                    }
                    State::Yield4 => {
                        let mut command: Flagged<Command> = Flagged::empty();
                        let code = { 2 };
                        *state = State::Join1 { code, command };
                        continue 'complete;
                    }
                    State::Join1 { .. } => {
                        let State::Join1 { mut command, code } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        {
                            let value: String = "done".to_string();
                            *state = State::Yield5 { code, command };
                            return Yielded(value);
                        };
                    }
                    State::Yield5 { .. } => {
                        let State::Yield5 { command: _command, code } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        break 'complete code;
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
