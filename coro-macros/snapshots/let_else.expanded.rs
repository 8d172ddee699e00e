fn let_else(
    source: Source,
) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = u32> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `source` | `From2` |\n| `From2` |  | `source` | `From2`, `Wait3`, `From5` |\n| `Wait3` |  | `source` | `Done` |\n| `From5` |  | `first`, `source` | `From5`, `Wait6`, `Done` |\n| `Wait6` |  | `second`, `first`, `source` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::dispatch::*;
    use ::coro_core::machine::{
        machine, replace, Yielded, Complete, Coroutine, CoroutineState, Wait, Frame,
        Body, put, stopped, lost, nowhere, wait, From,
    };
    /// Where `let_else` can stand.
    enum State<Inner2, Inner5, Second, First, Source> {
        With1 { at: With1<Inner2, Inner5, Second, First>, source: Source },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `let_else` can stand.
    enum With1<Inner2, Inner5, Second, First> {
        /// Just begun.
        Start,
        From2 { inner: Inner2 },
        Wait3,
        With4 { at: With4<Inner5, Second>, first: First },
    }
    /// Where `let_else` can stand.
    enum With4<Inner5, Second> {
        /// Just begun.
        Start,
        From5 { inner: Inner5 },
        Wait6 { second: Second },
    }
    impl<Inner2, Inner5, Second, First, Source> Frame
    for State<Inner2, Inner5, Second, First, Source> {
        const LAYOUT: &'static str = "let_else\t\t0\n0l With1\t0\t\t@at source\t\n1s Start\t0\t\t\t2\n1f From2\t0\t\t>inner\t2 3 6\n1w Wait3\t0\t\t\t9\n1l With4\t0\t\t@at first\t\n2n Start\t0\t\t\t\n2f From5\t0\t\t>inner\t6 7 9\n2w Wait6\t0\t\tsecond\t9\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        fn poison(&mut self) -> bool {
            match self {
                State::Done => return true,
                State::Running => {}
                _ => *self = State::Running,
            }
            false
        }
    }
    machine(
        State::With1 {
            at: With1::Start,
            source,
        },
        || Body {
            step: |state: &mut State<_, _, _, _, _>, _: ()| -> CoroutineState<Wait, u32> {
                let value: u32 = 'complete: {
                    let State::With1 { at: with1, source: source_ } = state else {
                        stopped(state)
                    };
                    'to_with4: {
                        if let With1::Start = with1 {
                            put(
                                with1,
                                With1::From2 {
                                    inner: From::new((*source_).next()).delegate(),
                                },
                            );
                        }
                        if let With1::From2 { inner, .. } = with1 {
                            match Coroutine::resume(inner, ()) {
                                Yielded(yielded) => return Yielded(yielded),
                                Complete(value) => {
                                    *with1 = With1::Start;
                                    let Some(first) = ({ value }) else {
                                        put(with1, With1::Wait3);
                                        return Yielded(wait());
                                    };
                                    put(
                                        with1,
                                        With1::With4 {
                                            at: With4::Start,
                                            first,
                                        },
                                    );
                                    break 'to_with4;
                                }
                            }
                        }
                        if let With1::Wait3 = with1 {
                            break 'complete 0;
                        }
                    }
                    let With1::With4 { at: with4, first: first_ } = with1 else {
                        nowhere()
                    };
                    let first;
                    break 'complete 'block0: {
                        'done2: {
                            let ended = 'leave1: {
                                break 'done2 {
                                    'with4: {
                                        if let With4::Start = with4 {
                                            put(
                                                with4,
                                                With4::From5 {
                                                    inner: From::new((*source_).next()).delegate(),
                                                },
                                            );
                                        }
                                        if let With4::From5 { inner, .. } = with4 {
                                            match Coroutine::resume(inner, ()) {
                                                Yielded(yielded) => return Yielded(yielded),
                                                Complete(value) => {
                                                    *with4 = With4::Start;
                                                    {
                                                        let mut sent = value;
                                                        match sent {
                                                            Some(second) => {
                                                                if second > *first_ {
                                                                    put(with4, With4::Wait6 { second });
                                                                    return Yielded(wait());
                                                                }
                                                            }
                                                            _ => {}
                                                        }
                                                    };
                                                    break 'with4 ();
                                                }
                                            }
                                        }
                                        let With4::Wait6 { .. } = with4 else { nowhere() };
                                        let second = match replace(with4, With4::Start) {
                                            With4::Wait6 { second } => second,
                                            other => lost(other),
                                        };
                                        let outcome = { second };
                                        break 'leave1 outcome;
                                    }
                                };
                            };
                            first = match replace(with1, With1::Start) {
                                With1::With4 { first, .. } => first,
                                other => lost(other),
                            };
                            break 'block0 ended;
                        }
                        first = match replace(with1, With1::Start) {
                            With1::With4 { first, .. } => first,
                            other => lost(other),
                        };
                        first
                    };
                };
                *state = State::Done;
                Complete(value)
            },
            look: |state, look| match state {
                State::With1 { at: With1::Start, .. } => 1,
                State::With1 { at: With1::From2 { inner }, .. } => look.inside(2, inner),
                State::With1 { at: With1::Wait3, .. } => 3,
                State::With1 {
                    at: With1::With4 { at: With4::From5 { inner }, .. },
                    ..
                } => look.inside(6, inner),
                State::With1 { at: With1::With4 { at: With4::Wait6 { .. }, .. }, .. } => {
                    7
                }
                State::Done => 9,
                _ => 8,
            },
        },
    )
}
