fn straight_line(
    name: String,
) -> impl ::coro_core::Coroutine<(), Yield = usize, Return = String> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `name` | `Yield2` |\n| `Yield2` |  | `first`, `name` | `Yield3` |\n| `Yield3` |  | `second`, `first`, `name` | `Yield4` |\n| `Yield4` |  | `third` | `Done` |\n| `Done` | returned | | |\n"
    )]
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, capturing, lending, States, replace, Yielded, Complete, Coroutine,
        CoroutineState, Wait, FromYield, Frame, put, stopped, panicked, wait, Try,
        FromResidual, Continue, Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `straight_line` can stand.
    enum State<Name, Second, First, Third, SecondKept, NameKept> {
        /// Not started.
        Start { name: Name },
        With1 { at: With1<Second>, first: First, name: Name },
        Yield4 { third: Third, second: SecondKept, name: NameKept },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `straight_line` can stand.
    enum With1<Second> {
        /// Just begun.
        Start,
        Yield2,
        Yield3 { second: Second },
        /// Its code is running, or panicked while it ran.
        Running,
    }
    impl<Name, Second, First, Third, SecondKept, NameKept> Frame
    for State<Name, Second, First, Third, SecondKept, NameKept> {
        fn poison(&mut self) {
            *self = State::Running;
        }
        fn is_done(&self) -> bool {
            matches!(self, State::Done)
        }
    }
    machine(
        State::Start { name },
        || |state: &mut State<_, _, _, _, _, _>, _: ()| -> CoroutineState<usize, String> {
            let value: String = 'complete: {
                'after_with1: {
                    if let State::Start { .. } = state {
                        let State::Start { name } = replace(state, State::Running) else {
                            unreachable!()
                        };
                        let first = name.to_uppercase();
                        {
                            put(
                                state,
                                State::With1 {
                                    at: With1::Start,
                                    first,
                                    name,
                                },
                            );
                        }
                    }
                    let State::With1 { at: with1, first: first_, name: name_ } = state
                    else { break 'after_with1 };
                    let name;
                    let first;
                    let second = 'with1: {
                        match with1 {
                            With1::Start => {
                                {
                                    let value: usize = (*first_).len();
                                    put(with1, With1::Yield2);
                                    return Yielded(value);
                                };
                            }
                            With1::Yield2 => {
                                let second = format!(
                                    "{first} {name}", first = * first_, name = * name_
                                );
                                {
                                    let value: usize = second.len();
                                    put(with1, With1::Yield3 { second });
                                    return Yielded(value);
                                };
                            }
                            With1::Yield3 { .. } => {
                                let With1::Yield3 { second } = replace(
                                    with1,
                                    With1::Running,
                                ) else { unreachable!() };
                                break 'with1 second;
                            }
                            With1::Running => panicked(),
                        }
                    };
                    (name, first) = match replace(state, State::Running) {
                        State::With1 { name, first, .. } => (name, first),
                        _ => unreachable!(),
                    };
                    let third = first + &second;
                    {
                        let value: usize = third.len();
                        put(
                            state,
                            State::Yield4 {
                                third,
                                second: (&mut &mut &mut Dead::new(second)).keep(),
                                name: (&mut &mut &mut Dead::new(name)).keep(),
                            },
                        );
                        return Yielded(value);
                    };
                }
                match state {
                    State::Yield4 { .. } => {
                        let State::Yield4 { name: _name, second: _second, third } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        break 'complete third;
                    }
                    _ => stopped(state),
                }
            };
            *state = State::Done;
            Complete(value)
        },
    )
}
