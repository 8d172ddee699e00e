fn labelled_loops(
    rows: Vec<Vec<u32>>,
    limit: u32,
) -> impl ::coro_core::Coroutine<(), Yield = u32, Return = u32> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `limit`, `rows` | `Yield3`, `Yield4`, `Done` |\n| `Yield3` |  | `cell`, `iter_2`, `iter`, `total`, `limit` | `Yield3`, `Yield4`, `Done` |\n| `Yield4` |  | `iter`, `total`, `limit` | `Yield3`, `Yield4`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::prelude::*;
    /// Where `labelled_loops` can stand.
    enum State<Rows, Cell, Iter2, Iter, Total> {
        For1 { at: For1<Cell, Iter2>, iter: Iter, total: Total, limit: u32 },
        /// Not started.
        Start { limit: u32, rows: Rows },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `labelled_loops` can stand.
    enum For1<Cell, Iter2> {
        /// About to go round.
        Next,
        For2 { at: For2<Cell>, iter_2: Iter2 },
        Yield4,
    }
    /// Where `labelled_loops` can stand.
    enum For2<Cell> {
        /// About to go round.
        Next,
        Yield3 { cell: Cell },
    }
    impl<Rows, Cell, Iter2, Iter, Total> Frame
    for State<Rows, Cell, Iter2, Iter, Total> {
        const LAYOUT: &'static str = "labelled_loops\t\t0\n0s Start\t0\t\tlimit rows\t5 6 8\n0l For1\t0\t\t@at iter total limit\t\n1n Next\t0\t\t\t\n1l For2\t0\t\t@at iter_2\t\n2n Next\t0\t\t\t\n2v Yield3\t0\t\tcell\t5 6 8\n1v Yield4\t0\t\t\t5 6 8\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { rows, limit },
        || Body {
            step: |state, _: ()| -> CoroutineState<u32, u32> {
                if let State::Start { .. } = state {
                    let (rows, limit) = match replace(state, State::Running) {
                        State::Start { rows, limit } => (rows, limit),
                        other => lost(other),
                    };
                    let mut total = 0;
                    let mut iter = IntoIterator::into_iter(rows);
                    let at = For1::Next;
                    put(
                        state,
                        State::For1 {
                            at,
                            iter,
                            total,
                            limit,
                        },
                    );
                }
                let State::For1 {
                    at: for1,
                    iter: iter_,
                    total: total_,
                    limit: limit_,
                } = state else { stopped(state) };
                let mut next = if let For1::Next = for1 { true } else { false };
                'for1: loop {
                    if replace(&mut next, true) {
                        let Some(row) = Iterator::next(iter_) else { break 'for1 };
                        let mut iter_2 = IntoIterator::into_iter(row);
                        let at = For2::Next;
                        put(for1, For1::For2 { at, iter_2 });
                    }
                    if let For1::For2 { at: for2, iter_2: iter_2_ } = for1 {
                        'next1: {
                            let mut next = if let For2::Next = for2 {
                                true
                            } else {
                                false
                            };
                            'for2: loop {
                                if replace(&mut next, true) {
                                    let Some(cell) = Iterator::next(iter_2_) else {
                                        break 'for2
                                    };
                                    if cell == 0 {
                                        break 'next1;
                                    }
                                    *total_ += cell;
                                    let value: u32 = *total_;
                                    *for2 = For2::Yield3 { cell };
                                    return Yielded(value);
                                }
                                let For2::Yield3 { cell } = *for2 else { nowhere() };
                                for step in 0..cell {
                                    if *total_ + step > *limit_ {
                                        break 'for1;
                                    }
                                }
                            };
                            *for1 = For1::Next;
                            let value: u32 = 0;
                            put(for1, For1::Yield4);
                            return Yielded(value);
                        }
                        *for1 = For1::Next;
                        continue 'for1;
                    }
                    let For1::Yield4 = for1 else { nowhere() };
                };
                let value: u32 = *total_;
                complete(state, value)
            },
            look: |state, _| match state {
                State::For1 { at, .. } => {
                    match at {
                        For1::For2 { at: For2::Yield3 { .. }, .. } => 5,
                        For1::Yield4 => 6,
                        _ => 0,
                    }
                }
                _ => 0,
            },
        },
    )
}
