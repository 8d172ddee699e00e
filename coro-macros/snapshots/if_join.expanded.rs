fn if_join(
    eager: bool,
    items: Vec<u32>,
) -> impl ::coro_core::Coroutine<(), Yield = u32, Return = usize> {
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, lending, States, replace, Yielded, Complete, Coroutine, CoroutineState,
        Wait, FromYield, Frame, panicked, finished, wait, Try, FromResidual, Continue,
        Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `if_join` can stand.
    enum State<Items, Label> {
        /// Not started.
        Start { items: Items, eager: bool },
        With1 { at: With1, label: Label, items: Items, eager: bool },
        Running,
        Done,
    }
    /// Where `if_join` can stand.
    enum With1 {
        Start,
        Yield2,
        Yield3,
        Yield4,
        /// after
        Join1,
        Yield5,
        Running,
    }
    impl<Items, Label> Frame for State<Items, Label> {
        fn poison(&mut self) {
            if !matches!(self, State::Done) {
                *self = State::Running;
            }
        }
    }
    machine(
        State::Start { eager, items },
        |state: &mut State<_, _>, _: ()| -> CoroutineState<u32, usize> {
            let value: usize = 'complete: loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { eager, items } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        let label = items.len();
                        {
                            *state = State::With1 {
                                at: With1::Start,
                                label,
                                items,
                                eager,
                            };
                            continue 'complete;
                        }
                    }
                    State::With1 { at: with1, eager: eager_, .. } => {
                        'with1: loop {
                            match with1 {
                                With1::Start => {
                                    if *eager_ {
                                        {
                                            let value: u32 = 1;
                                            *with1 = With1::Yield2;
                                            return Yielded(value);
                                        };
                                    } else {
                                        {
                                            let value: u32 = 2;
                                            *with1 = With1::Yield3;
                                            return Yielded(value);
                                        };
                                    };
                                }
                                With1::Yield2 => {
                                    {};
                                    *with1 = With1::Join1;
                                    continue 'with1;
                                }
                                With1::Yield3 => {
                                    {
                                        {
                                            let value: u32 = 3;
                                            *with1 = With1::Yield4;
                                            return Yielded(value);
                                        };
                                    };
                                }
                                With1::Yield4 => {
                                    {};
                                    *with1 = With1::Join1;
                                    continue 'with1;
                                }
                                With1::Join1 => {
                                    {
                                        let value: u32 = 4;
                                        *with1 = With1::Yield5;
                                        return Yielded(value);
                                    };
                                }
                                With1::Yield5 => {
                                    break 'with1 ();
                                }
                                With1::Running => panicked(),
                            }
                        }
                        let State::With1 { eager: _eager, items, label, .. } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        drop(items);
                        break 'complete label;
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
