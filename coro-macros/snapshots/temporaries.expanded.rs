fn temporaries(
    pool: Pool,
) -> impl ::coro_core::Coroutine<u32, Yield = u32, Return = usize> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `pool` | `Yield2` |\n| `Yield2` |  | `left`, `operand`, `pool` | `Yield3` |\n| `Yield3` |  | `pool` | `Yield4` |\n| `Yield4` |  | `left`, `pool` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{dispatch::*, prelude::*};
    /// Where `temporaries` can stand.
    enum State<Left, Operand, GuardKept, Left2, GuardKept2, Pool> {
        With1 { at: With1<Left, Operand, GuardKept, Left2, GuardKept2>, pool: Pool },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `temporaries` can stand.
    enum With1<Left, Operand, GuardKept, Left2, GuardKept2> {
        /// Just begun.
        Start,
        Yield2 { left: Left, operand: Operand, guard: GuardKept },
        Yield3,
        Yield4 { left: Left2, guard: GuardKept2 },
    }
    impl<Left, Operand, GuardKept, Left2, GuardKept2, Pool> Frame
    for State<Left, Operand, GuardKept, Left2, GuardKept2, Pool> {
        const LAYOUT: &'static str = "temporaries\t\t0\n0l With1\t0\t\t@at pool\t\n1s Start\t0\t\t\t2\n1v Yield2\t0\t\tleft operand ~guard\t3\n1v Yield3\t0\t\t\t4\n1v Yield4\t0\t\tleft ~guard\t6\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::With1 {
            at: With1::Start,
            pool,
        },
        || Body {
            step: |state, arg: u32| -> CoroutineState<u32, usize> {
                let value: usize = {
                    let State::With1 { at: with1, pool: pool_ } = state else {
                        stopped(state)
                    };
                    match with1 {
                        With1::Start => {
                            let mut guard;
                            let operand = parcel();
                            guard = (*pool_).lease();
                            let left = guard.size();
                            let value: u32 = 1;
                            let guard = Dead::new(guard).keep();
                            put(
                                with1,
                                With1::Yield2 {
                                    left,
                                    operand,
                                    guard,
                                },
                            );
                            return Yielded(value);
                        }
                        With1::Yield2 { .. } => {
                            let (_guard, operand, left) = match replace(
                                with1,
                                With1::Start,
                            ) {
                                With1::Yield2 { guard, operand, left } => {
                                    (guard, operand, left)
                                }
                                other => lost(other),
                            };
                            let weight = {
                                let _guard = _guard;
                                let operand = operand;
                                let left = left;
                                let mut sent = arg;
                                weigh(operand, (left) + (sent))
                            };
                            let value: u32 = weight;
                            put(with1, With1::Yield3);
                            return Yielded(value);
                        }
                        With1::Yield3 => {
                            arg;
                            let mut guard = (*pool_).lease();
                            let left = guard.size();
                            let value: u32 = 2;
                            let guard = Dead::new(guard).keep();
                            put(with1, With1::Yield4 { left, guard });
                            return Yielded(value);
                        }
                        With1::Yield4 { .. } => {
                            let (_guard, left) = match replace(with1, With1::Start) {
                                With1::Yield4 { guard, left } => (guard, left),
                                other => lost(other),
                            };
                            {
                                let _guard = _guard;
                                let left = left;
                                let mut sent = arg;
                                (left) + (sent)
                            }
                        }
                    }
                };
                complete(state, value)
            },
            look: |state, _| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Start => 1,
                        With1::Yield2 { .. } => 2,
                        With1::Yield3 => 3,
                        With1::Yield4 { .. } => 4,
                    }
                }
                _ => 0,
            },
        },
    )
}
