fn question_mark(
    lines: Vec<String>,
) -> impl ::coro_core::Coroutine<(), Yield = i64, Return = Result<i64, ParseIntError>> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `lines` | `Yield3`, `Done` |\n| `Yield3` |  | `position`, `sum`, `lines` | `Yield3`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `question_mark` can stand.
    enum State<Position, Sum, Lines> {
        With1 { at: With1<Position, Sum>, lines: Lines },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `question_mark` can stand.
    enum With1<Position, Sum> {
        /// Just begun.
        Start,
        For2 { at: For2, position: Position, sum: Sum },
    }
    /// Where `question_mark` can stand.
    enum For2 {
        Yield3,
    }
    impl<Position, Sum, Lines> Frame for State<Position, Sum, Lines> {
        const LAYOUT: &'static str = "question_mark\t\t0\n0l With1\t0\t\t@at lines\t\n1s Start\t0\t\t\t3 5\n1l For2\t0\t\t@at position sum\t\n2v Yield3\t0\t\t\t3 5\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::With1 {
            at: With1::Start,
            lines,
        },
        || Body {
            step: |state, _: ()| -> CoroutineState<i64, Result<i64, ParseIntError>> {
                let value: Result<i64, ParseIntError> = 'complete: {
                    let State::With1 { at: with1, lines: lines_ } = state else {
                        stopped(state)
                    };
                    if let With1::Start = with1 {
                        let mut sum = 0;
                        let mut position = 0usize;
                        let at = For2::Yield3;
                        *with1 = With1::For2 { at, position, sum };
                    }
                    let With1::For2 { position: position_, sum: sum_, .. } = with1 else {
                        nowhere()
                    };
                    'for2: loop {
                        let Some(line) = nth(&*lines_, *position_) else { break 'for2 };
                        *position_ += 1;
                        let number: i64 = match Try::branch(line.trim().parse()) {
                            Continue(value) => value,
                            Break(residual) => {
                                break 'complete FromResidual::from_residual(residual);
                            }
                        };
                        *sum_ += number;
                        let value: i64 = *sum_;
                        return Yielded(value);
                    }
                    let mut sum = *sum_;
                    *with1 = With1::Start;
                    let last: i64 = match Try::branch((*lines_)[0].parse()) {
                        Continue(value) => value,
                        Break(residual) => {
                            break 'complete FromResidual::from_residual(residual);
                        }
                    };
                    Ok(sum + last)
                };
                complete(state, value)
            },
            look: |state, _| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Start => 1,
                        With1::For2 { .. } => 3,
                    }
                }
                _ => 0,
            },
        },
    )
}
