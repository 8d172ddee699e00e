fn if_join(
    eager: bool,
    items: Vec<u32>,
) -> impl ::coro_core::Coroutine<(), Yield = u32, Return = usize> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `eager`, `items` | `Yield2`, `Yield3` |\n| `Yield2` |  | `label`, `items`, `eager` | `Yield5` |\n| `Yield3` |  | `label`, `items`, `eager` | `Yield4` |\n| `Yield4` |  | `label`, `items`, `eager` | `Yield5` |\n| `Yield5` |  | `label`, `items`, `eager` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `if_join` can stand.
    enum State<Items, Label> {
        With1 { at: With1, label: Label, items: Items, eager: bool },
        /// Not started.
        Start { eager: bool, items: Items },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `if_join` can stand.
    enum With1 {
        /// Just begun.
        Start,
        Yield2,
        Yield3,
        Yield4,
        Yield5,
    }
    impl<Items, Label> Frame for State<Items, Label> {
        const LAYOUT: &'static str = "if_join\t\t0\n0s Start\t0\t\teager items\t3 4\n0l With1\t0\t\t@at label items eager\t\n1n Start\t0\t\t\t\n1v Yield2\t0\t\t\t6\n1v Yield3\t0\t\t\t5\n1v Yield4\t0\t\t\t6\n1v Yield5\t0\t\t\t8\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { items, eager },
        || Body {
            step: |state, _: ()| -> CoroutineState<u32, usize> {
                let value: usize = {
                    if let State::Start { .. } = state {
                        let (items, eager) = match replace(state, State::Running) {
                            State::Start { items, eager } => (items, eager),
                            other => lost(other),
                        };
                        let label = items.len();
                        let at = With1::Start;
                        put(
                            state,
                            State::With1 {
                                at,
                                label,
                                items,
                                eager,
                            },
                        );
                    }
                    let State::With1 { at: with1, eager: eager_, .. } = state else {
                        stopped(state)
                    };
                    'with1: {
                        'after_join1: {
                            'join1: {
                                match with1 {
                                    With1::Start => {
                                        if *eager_ {
                                            let value: u32 = 1;
                                            *with1 = With1::Yield2;
                                            return Yielded(value);
                                        } else {
                                            let value: u32 = 2;
                                            *with1 = With1::Yield3;
                                            return Yielded(value);
                                        };
                                    }
                                    With1::Yield2 => {}
                                    With1::Yield3 => {
                                        let value: u32 = 3;
                                        *with1 = With1::Yield4;
                                        return Yielded(value);
                                    }
                                    With1::Yield4 => {}
                                    _ => break 'after_join1,
                                }
                            }
                            let value: u32 = 4;
                            *with1 = With1::Yield5;
                            return Yielded(value);
                        }
                        let With1::Yield5 = with1 else { nowhere() };
                        break 'with1 ();
                    }
                    let (items, label) = match replace(state, State::Running) {
                        State::With1 { items, label, .. } => (items, label),
                        other => lost(other),
                    };
                    drop(items);
                    label
                };
                complete(state, value)
            },
            look: |state, _| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Yield2 => 3,
                        With1::Yield3 => 4,
                        With1::Yield4 => 5,
                        With1::Yield5 => 6,
                        _ => 0,
                    }
                }
                _ => 0,
            },
        },
    )
}
