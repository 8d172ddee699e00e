fn labelled_loops(
    rows: Vec<Vec<u32>>,
    limit: u32,
) -> impl ::coro_core::Coroutine<(), Yield = u32, Return = u32> {
    #[allow(unused_imports)]
    use ::coro_core::machine::dispatch::*;
    #[allow(unused_imports)]
    use ::coro_core::machine::{
        machine, lending, States, replace, Yielded, Complete, Coroutine, CoroutineState,
        Wait, FromYield, Frame, panicked, finished, wait, Try, FromResidual, Continue,
        Break, From, Dead, Flagged, nth, Fields,
    };
    /// Where `labelled_loops` can stand.
    enum State<Rows, Cell, Iter2, Iter, Total> {
        /// Not started.
        Start { limit: u32, rows: Rows },
        For1 { at: For1<Cell, Iter2>, iter: Iter, total: Total, limit: u32 },
        Running,
        Done,
    }
    /// Where `labelled_loops` can stand.
    enum For1<Cell, Iter2> {
        Next,
        For2 { at: For2<Cell>, iter_2: Iter2 },
        Yield4,
        Running,
    }
    /// Where `labelled_loops` can stand.
    enum For2<Cell> {
        Next,
        Yield3 { cell: Cell },
        Running,
    }
    impl<Rows, Cell, Iter2, Iter, Total> Frame
    for State<Rows, Cell, Iter2, Iter, Total> {
        fn poison(&mut self) {
            if !matches!(self, State::Done) {
                *self = State::Running;
            }
        }
    }
    machine(
        State::Start { rows, limit },
        |state: &mut State<_, _, _, _, _>, _: ()| -> CoroutineState<u32, u32> {
            let value: u32 = 'complete: loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { rows, limit } = replace(state, State::Running)
                        else { unreachable!() };
                        let mut total = 0;
                        {
                            let mut iter = IntoIterator::into_iter(rows);
                            {
                                *state = State::For1 {
                                    at: For1::Next,
                                    iter,
                                    total,
                                    limit,
                                };
                                continue 'complete;
                            }
                        };
                    }
                    State::For1 {
                        at: for1,
                        iter: iter_,
                        total: total_,
                        limit: limit_,
                    } => {
                        'for1: loop {
                            match for1 {
                                For1::Next => {
                                    match Iterator::next(&mut *iter_) {
                                        Some(row) => {
                                            {
                                                let mut iter_2 = IntoIterator::into_iter(row);
                                                {
                                                    *for1 = For1::For2 {
                                                        at: For2::Next,
                                                        iter_2,
                                                    };
                                                    continue 'for1;
                                                }
                                            };
                                        }
                                        None => break 'for1,
                                    };
                                }
                                For1::For2 { at: for2, iter_2: iter_2_ } => {
                                    'next1: {
                                        {
                                            'for2: loop {
                                                match for2 {
                                                    For2::Next => {
                                                        match Iterator::next(&mut *iter_2_) {
                                                            Some(cell) => {
                                                                if cell == 0 {
                                                                    break 'next1;
                                                                }
                                                                *total_ += cell;
                                                                {
                                                                    let value: u32 = *total_;
                                                                    *for2 = For2::Yield3 { cell };
                                                                    return Yielded(value);
                                                                };
                                                            }
                                                            None => break 'for2,
                                                        };
                                                    }
                                                    For2::Yield3 { .. } => {
                                                        let For2::Yield3 { cell } = replace(for2, For2::Running)
                                                        else { unreachable!() };
                                                        {
                                                            let cell = cell;
                                                            for step in 0..cell {
                                                                if *total_ + step > *limit_ {
                                                                    break 'for1;
                                                                }
                                                            }
                                                        };
                                                        *for2 = For2::Next;
                                                    }
                                                    For2::Running => panicked(),
                                                }
                                            }
                                            *for1 = For1::Running;
                                            {
                                                let value: u32 = 0;
                                                *for1 = For1::Yield4;
                                                return Yielded(value);
                                            };
                                        };
                                    }
                                    *for1 = For1::Next;
                                }
                                For1::Yield4 => {
                                    {};
                                    *for1 = For1::Next;
                                }
                                For1::Running => panicked(),
                            }
                        }
                        let State::For1 { limit: _limit, mut total, .. } = replace(
                            state,
                            State::Running,
                        ) else { unreachable!() };
                        break 'complete total;
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
