fn straight_line(
    name: String,
) -> impl ::coro_core::Coroutine<(), Yield = usize, Return = String> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `name` | `Yield3` |\n| `Yield3` |  | `first`, `name` | `Yield4` |\n| `Yield4` |  | `second`, `first`, `name` | `Yield5` |\n| `Yield5` |  | `third`, `name` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{dispatch::*, prelude::*};
    /// Where `straight_line` can stand.
    enum State<Second, First, Third, SecondKept, Name> {
        With1 { at: With1<Second, First, Third, SecondKept>, name: Name },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `straight_line` can stand.
    enum With1<Second, First, Third, SecondKept> {
        /// Just begun.
        Start,
        With2 { at: With2<Second>, first: First },
        Yield5 { third: Third, second: SecondKept },
    }
    /// Where `straight_line` can stand.
    enum With2<Second> {
        /// Its code is running.
        Running,
        Yield3,
        Yield4 { second: Second },
    }
    impl<Second, First, Third, SecondKept, Name> Frame
    for State<Second, First, Third, SecondKept, Name> {
        const LAYOUT: &'static str = "straight_line\t\t0\n0l With1\t0\t\t@at name\t\n1s Start\t0\t\t\t4\n1l With2\t0\t\t@at first\t\n2n Running\t0\t\t\t\n2v Yield3\t0\t\t\t5\n2v Yield4\t0\t\tsecond\t6\n1v Yield5\t0\t\tthird ~second\t8\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::With1 {
            at: With1::Start,
            name,
        },
        || Body {
            step: |state, _: ()| -> CoroutineState<usize, String> {
                let value: String = {
                    let State::With1 { at: with1, name: name_ } = state else {
                        stopped(state)
                    };
                    if let With1::Start = with1 {
                        let first = (*name_).to_uppercase();
                        let value: usize = first.len();
                        let at = With2::Yield3;
                        put(with1, With1::With2 { at, first });
                        return Yielded(value);
                    }
                    if let With1::With2 { at: with2, first: first_ } = with1 {
                        let first;
                        let second = 'with2: {
                            match with2 {
                                With2::Yield3 => {
                                    let second = format!(
                                        "{first} {name}", first = * first_, name = * name_
                                    );
                                    let value: usize = second.len();
                                    put(with2, With2::Yield4 { second });
                                    return Yielded(value);
                                }
                                With2::Yield4 { .. } => {
                                    let second = match replace(with2, With2::Running) {
                                        With2::Yield4 { second } => second,
                                        other => lost(other),
                                    };
                                    break 'with2 second;
                                }
                                With2::Running => nowhere(),
                            }
                        };
                        first = match replace(with1, With1::Start) {
                            With1::With2 { first, .. } => first,
                            other => lost(other),
                        };
                        let third = first + &second;
                        let value: usize = third.len();
                        let second = Dead::new(second).keep();
                        put(with1, With1::Yield5 { third, second });
                        return Yielded(value);
                    }
                    let With1::Yield5 { .. } = with1 else { nowhere() };
                    let (_second, third) = match replace(with1, With1::Start) {
                        With1::Yield5 { second, third } => (second, third),
                        other => lost(other),
                    };
                    third
                };
                complete(state, value)
            },
            look: |state, _| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Start => 1,
                        With1::With2 { at, .. } => {
                            match at {
                                With2::Yield3 => 4,
                                With2::Yield4 { .. } => 5,
                                _ => 0,
                            }
                        }
                        With1::Yield5 { .. } => 6,
                    }
                }
                _ => 0,
            },
        },
    )
}
