fn question_mark(
    lines: Vec<String>,
) -> impl ::coro_core::Coroutine<(), Yield = i64, Return = Result<i64, ParseIntError>> {
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, lending, States, replace, Yielded, Complete, Coroutine, CoroutineState,
        Wait, FromYield, Frame, panicked, finished, Try, FromResidual, Continue, Break,
        From, Dead,
    };
    /// Where `question_mark` can stand.
    enum State<Lines, LineKept, Iter, Sum> {
        /// Not started.
        Start { lines: Lines },
        For1 { at: For1<LineKept>, iter: Iter, sum: Sum, lines: Lines },
        Running,
        Done,
    }
    /// Where `question_mark` can stand.
    enum For1<LineKept> {
        Next,
        Yield2 { line: LineKept },
        Running,
    }
    impl<Lines, LineKept, Iter, Sum> Frame for State<Lines, LineKept, Iter, Sum> {
        fn poison(&mut self) {
            if !matches!(self, State::Done) {
                *self = State::Running;
            }
        }
    }
    machine(
        State::Start { lines },
        |
            state: &mut State<_, _, _, _>,
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
                            let mut iter = IntoIterator::into_iter(&lines);
                            {
                                *state = State::For1 {
                                    at: For1::Next,
                                    iter,
                                    sum,
                                    lines,
                                };
                                continue 'complete;
                            }
                        };
                    }
                    State::For1 { at: for1, iter: iter_, sum: sum_, .. } => {
                        'for1: loop {
                            match for1 {
                                For1::Next => {
                                    match Iterator::next(&mut *iter_) {
                                        Some(line) => {
                                            let number: i64 = match Try::branch(line.trim().parse()) {
                                                Continue(value) => value,
                                                Break(residual) => {
                                                    break 'complete FromResidual::from_residual(residual);
                                                }
                                            };
                                            *sum_ += number;
                                            {
                                                let value: i64 = *sum_;
                                                *for1 = For1::Yield2 {
                                                    line: (&mut &mut &mut Dead::new(line)).keep(),
                                                };
                                                return Yielded(value);
                                            };
                                        }
                                        None => break 'for1,
                                    };
                                }
                                For1::Yield2 { .. } => {
                                    let For1::Yield2 { line: _line } = replace(
                                        for1,
                                        For1::Running,
                                    ) else { unreachable!() };
                                    {
                                        let _line = _line;
                                    };
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
