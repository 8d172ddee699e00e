fn question_mark(
    lines: Vec<String>,
) -> impl ::coro_core::Coroutine<(), Yield = i64, Return = Result<i64, ParseIntError>> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `lines` | `Yield2`, `Done` |\n| `Yield2` |  | `position`, `sum`, `lines` | `Yield2`, `Done` |\n| `Done` | returned | | |\n"
    )]
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, capturing, lending, States, replace, Yielded, Complete, Coroutine,
        CoroutineState, Wait, FromYield, Frame, put, stopped, panicked, wait, Try,
        FromResidual, Continue, Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `question_mark` can stand.
    enum State<Lines, Position, Sum> {
        /// Not started.
        Start { lines: Lines },
        For1 { at: For1, position: Position, sum: Sum, lines: Lines },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `question_mark` can stand.
    enum For1 {
        /// About to go round.
        Next,
        Yield2,
        /// Its code is running, or panicked while it ran.
        Running,
    }
    impl<Lines, Position, Sum> Frame for State<Lines, Position, Sum> {
        fn poison(&mut self) {
            *self = State::Running;
        }
        fn is_done(&self) -> bool {
            matches!(self, State::Done)
        }
    }
    machine(
        State::Start { lines },
        || |
            state: &mut State<_, _, _>,
            _: (),
        | -> CoroutineState<i64, Result<i64, ParseIntError>> {
            let value: Result<i64, ParseIntError> = 'complete: {
                if let State::Start { .. } = state {
                    let State::Start { lines } = replace(state, State::Running) else {
                        unreachable!()
                    };
                    let mut sum = 0;
                    {
                        let mut position = 0usize;
                        {
                            put(
                                state,
                                State::For1 {
                                    at: For1::Next,
                                    position,
                                    sum,
                                    lines,
                                },
                            );
                        }
                    };
                }
                let State::For1 {
                    at: for1,
                    position: position_,
                    sum: sum_,
                    lines: lines_,
                } = state else { stopped(state) };
                {
                    let mut next = matches!(for1, For1::Next);
                    'for1: loop {
                        if replace(&mut next, true) {
                            match nth(&*lines_, *position_) {
                                Some(line) => {
                                    *position_ += 1;
                                    let number: i64 = match Try::branch(line.trim().parse()) {
                                        Continue(value) => value,
                                        Break(residual) => {
                                            break 'complete FromResidual::from_residual(residual);
                                        }
                                    };
                                    *sum_ += number;
                                    {
                                        let value: i64 = *sum_;
                                        *for1 = For1::Yield2;
                                        return Yielded(value);
                                    };
                                }
                                None => break 'for1,
                            };
                        }
                        match for1 {
                            For1::Yield2 => {
                                {};
                                continue 'for1;
                            }
                            For1::Next | For1::Running => panicked(),
                        }
                    }
                }
                let State::For1 { lines, mut sum, .. } = replace(state, State::Running)
                else { unreachable!() };
                let last: i64 = match Try::branch(lines[0].parse()) {
                    Continue(value) => value,
                    Break(residual) => {
                        break 'complete FromResidual::from_residual(residual);
                    }
                };
                break 'complete Ok(sum + last);
            };
            *state = State::Done;
            Complete(value)
        },
    )
}
