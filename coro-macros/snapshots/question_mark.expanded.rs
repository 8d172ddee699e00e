fn question_mark(
    lines: Vec<String>,
) -> impl ::coro_core::Coroutine<(), Yield = i64, Return = Result<i64, ParseIntError>> {
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, lending, States, replace, Yielded, Complete, Coroutine, CoroutineState,
        Wait, FromYield, Frame, panicked, finished, wait, Try, FromResidual, Continue,
        Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `question_mark` can stand.
    enum State<Lines, Position, Sum> {
        /// Not started.
        Start { lines: Lines },
        For1 { at: For1, position: Position, sum: Sum, lines: Lines },
        Running,
        Done,
    }
    /// Where `question_mark` can stand.
    enum For1 {
        Next,
        Yield2,
        Running,
    }
    impl<Lines, Position, Sum> Frame for State<Lines, Position, Sum> {
        fn poison(&mut self) {
            if !matches!(self, State::Done) {
                *self = State::Running;
            }
        }
    }
    machine(
        State::Start { lines },
        |
            state: &mut State<_, _, _>,
            _: (),
        | -> CoroutineState<i64, Result<i64, ParseIntError>> {
            let value: Result<i64, ParseIntError> = 'complete: loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { lines } = replace(state, State::Running) else {
                            unreachable!()
                        };
                        let mut sum = 0;
                        {
                            let mut position = 0usize;
                            {
                                *state = State::For1 {
                                    at: For1::Next,
                                    position,
                                    sum,
                                    lines,
                                };
                                continue 'complete;
                            }
                        };
                    }
                    State::For1 {
                        at: for1,
                        position: position_,
                        sum: sum_,
                        lines: lines_,
                    } => {
                        'for1: loop {
                            match for1 {
                                For1::Next => {
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
                                For1::Yield2 => {
                                    {};
                                    *for1 = For1::Next;
                                }
                                For1::Running => panicked(),
                            }
                        }
                        let State::For1 { lines, mut sum, .. } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        let last: i64 = match Try::branch(lines[0].parse()) {
                            Continue(value) => value,
                            Break(residual) => {
                                break 'complete FromResidual::from_residual(residual);
                            }
                        };
                        break 'complete Ok(sum + last);
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
