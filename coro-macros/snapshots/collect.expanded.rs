fn collect(
    from: u32,
    limit: usize,
) -> impl ::coro_core::Coroutine<
    (),
    Yield = ::coro_core::Wait,
    Return = Vec<String>,
> + ::core::clone::Clone + ::core::fmt::Debug {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `from`, `limit` | `From2`, `Done` |\n| `From2` |  | `line`, `iter`, `log`, `limit` | `From2`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{From, dispatch::*, prelude::*};
    /// Where `collect` can stand.
    #[derive(Clone, Debug)]
    enum State<Inner2, Line, Iter, Log> {
        For1 { at: For1<Inner2, Line>, iter: Iter, log: Log, limit: usize },
        /// Not started.
        Start { from: u32, limit: usize },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `collect` can stand.
    #[derive(Clone, Debug)]
    enum For1<Inner2, Line> {
        /// About to go round.
        Next,
        From2 { inner: Inner2, line: Line },
    }
    impl<Inner2, Line, Iter, Log> Frame for State<Inner2, Line, Iter, Log> {
        const LAYOUT: &'static str = "collect\t\t0\n0s Start\t0\t\tfrom limit\t3 5\n0l For1\t0\t\t@at iter log limit\t\n1n Next\t0\t\t\t\n1f From2\t0\t\t>inner line\t3 5\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { limit, from },
        || Body {
            step: |state, _: ()| -> CoroutineState<Wait, Vec<String>> {
                let value: Vec<String> = 'complete: {
                    if let State::Start { limit, from } = *state {
                        let mut log = Vec::new();
                        let mut iter = IntoIterator::into_iter((1..=from).rev());
                        let at = For1::Next;
                        put(
                            state,
                            State::For1 {
                                at,
                                iter,
                                log,
                                limit,
                            },
                        );
                    }
                    let State::For1 {
                        at: for1,
                        iter: iter_,
                        log: log_,
                        limit: limit_,
                    } = state else { stopped(state) };
                    'done2: {
                        'return1: {
                            break 'done2 {
                                'for1: loop {
                                    if let For1::Next = for1 {
                                        let Some(i) = Iterator::next(iter_) else { break 'for1 };
                                        let line = format!("{i}");
                                        let inner = From::new(sleep(i)).delegate();
                                        put(for1, For1::From2 { inner, line });
                                    }
                                    let For1::From2 { inner, .. } = for1 else { nowhere() };
                                    match resume(inner, ()) {
                                        Yielded(yielded) => return Yielded(yielded),
                                        Complete(value) => {
                                            let line = match replace(for1, For1::Next) {
                                                For1::From2 { line, .. } => line,
                                                other => lost(other),
                                            };
                                            value;
                                            (*log_).push(line);
                                            if (*log_).len() == *limit_ {
                                                break 'return1;
                                            }
                                        }
                                    }
                                }
                            };
                        }
                        let mut log = match replace(state, State::Running) {
                            State::For1 { log, .. } => log,
                            other => lost(other),
                        };
                        break 'complete log;
                    }
                    let mut log = match replace(state, State::Running) {
                        State::For1 { log, .. } => log,
                        other => lost(other),
                    };
                    log.push("TAKE OFF".to_string());
                    log
                };
                complete(state, value)
            },
            look: |state, look| {
                look.values(state);
                match state {
                    State::For1 { at: For1::From2 { inner, .. }, .. } => {
                        look.inside(3, inner)
                    }
                    _ => 0,
                }
            },
        },
    )
}
