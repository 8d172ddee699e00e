fn operands(total: u32) -> impl ::coro_core::Coroutine<u32, Yield = u32, Return = u32> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `total` | `Yield2` |\n| `Yield2` |  | `operand`, `total` | `Yield3` |\n| `Yield3` |  | `operand_2`, `item`, `operand`, `total` | `Yield4`, `Yield5` |\n| `Yield4` |  | `total` | `Yield5` |\n| `Yield5` |  | `total`, `both` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `operands` can stand.
    enum State<Operand2, Item, Operand, Both> {
        /// Not started.
        Start { total: u32 },
        With1 { at: With1<Operand2, Item>, operand: Operand, total: u32 },
        Yield4 { total: u32 },
        Yield5 { total: u32, both: Both },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `operands` can stand.
    enum With1<Operand2, Item> {
        /// Its code is running.
        Running,
        Yield2,
        Yield3 { operand_2: Operand2, item: Item },
    }
    impl<Operand2, Item, Operand, Both> Frame for State<Operand2, Item, Operand, Both> {
        const LAYOUT: &'static str = "operands\t\t0\n0s Start\t0\t\ttotal\t3\n0l With1\t0\t\t@at operand total\t\n1n Running\t0\t\t\t\n1v Yield2\t0\t\t\t4\n1v Yield3\t0\t\toperand_2 item\t5 6\n0v Yield4\t0\t\ttotal\t6\n0v Yield5\t0\t\ttotal both\t8\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { total },
        || Body {
            step: |state, arg: u32| -> CoroutineState<u32, u32> {
                let value: u32 = {
                    'after_join1: {
                        let (mut total, both) = 'join1: {
                            if let State::Start { mut total } = *state {
                                let operand = next();
                                let value: u32 = total;
                                let at = With1::Yield2;
                                put(state, State::With1 { at, operand, total });
                                return Yielded(value);
                            }
                            if let State::With1 { at: with1, .. } = state {
                                let mut total;
                                {
                                    let operand;
                                    let (operand_2, item, mut sent_2) = 'with1: {
                                        match with1 {
                                            With1::Yield2 => {
                                                let mut sent = arg;
                                                let operand_2 = sent;
                                                let item = one();
                                                let value: u32 = 2;
                                                put(with1, With1::Yield3 { operand_2, item });
                                                return Yielded(value);
                                            }
                                            With1::Yield3 { .. } => {
                                                let (item, operand_2) = match replace(
                                                    with1,
                                                    With1::Running,
                                                ) {
                                                    With1::Yield3 { item, operand_2 } => (item, operand_2),
                                                    other => lost(other),
                                                };
                                                let mut sent_2 = arg;
                                                break 'with1 (operand_2, item, sent_2);
                                            }
                                            With1::Running => nowhere(),
                                        }
                                    };
                                    (total, operand) = match replace(state, State::Running) {
                                        State::With1 { total, operand, .. } => (total, operand),
                                        other => lost(other),
                                    };
                                    total += weigh(operand, operand_2, [item, sent_2]);
                                };
                                let both = if ready() {
                                    let value: u32 = 3;
                                    put(state, State::Yield4 { total });
                                    return Yielded(value);
                                } else {
                                    false
                                };
                                break 'join1 (total, both);
                            }
                            match *state {
                                State::Yield4 { mut total } => {
                                    let both = {
                                        let mut compared = arg;
                                        compared > 0
                                    };
                                    break 'join1 (total, both);
                                }
                                _ => break 'after_join1,
                            }
                        };
                        let value: u32 = 4;
                        put(state, State::Yield5 { total, both });
                        return Yielded(value);
                    }
                    let State::Yield5 { .. } = state else { stopped(state) };
                    let (both, mut total) = match replace(state, State::Running) {
                        State::Yield5 { both, total } => (both, total),
                        other => lost(other),
                    };
                    {
                        let mut held = arg;
                        println!("{total} {}", held);
                    };
                    if both { total } else { 0 }
                };
                complete(state, value)
            },
            look: |state, _| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Yield2 => 3,
                        With1::Yield3 { .. } => 4,
                        _ => 0,
                    }
                }
                State::Yield4 { .. } => 5,
                State::Yield5 { .. } => 6,
                _ => 0,
            },
        },
    )
}
