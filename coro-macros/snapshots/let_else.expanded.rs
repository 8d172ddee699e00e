fn let_else(
    source: &Source,
) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = u32> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `source` | `From1` |\n| `From1` |  | `source` | `From1`, `Wait2`, `From4` |\n| `Wait2` |  |  | `Done` |\n| `From4` |  | `first`, `source` | `From4`, `Wait5`, `Done` |\n| `Wait5` |  | `second`, `first`, `source` | `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{From, dispatch::*, prelude::*};
    /// Where `let_else` can stand.
    enum State<Source, Inner1, Inner4, Second, First> {
        /// Not started.
        Start { source: Source },
        From1 { inner: Inner1, source: Source },
        Wait2,
        With3 { at: With3<Inner4, Second>, first: First, source: Source },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `let_else` can stand.
    enum With3<Inner4, Second> {
        /// Just begun.
        Start,
        From4 { inner: Inner4 },
        Wait5 { second: Second },
    }
    impl<Source, Inner1, Inner4, Second, First> Frame
    for State<Source, Inner1, Inner4, Second, First> {
        const LAYOUT: &'static str = "let_else\t\t0\n0s Start\t0\t\tsource\t1\n0f From1\t0\t\t>inner source\t1 2 5\n0w Wait2\t0\t\t\t8\n0l With3\t0\t\t@at first source\t\n1n Start\t0\t\t\t\n1f From4\t0\t\t>inner\t5 6 8\n1w Wait5\t0\t\tsecond\t8\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { source },
        || Body {
            step: |state, _: ()| -> CoroutineState<Wait, u32> {
                let value: u32 = 'complete: {
                    'to_with3: {
                        if let State::Start { source } = *state {
                            let inner = From::new(source.next()).delegate();
                            put(state, State::From1 { inner, source });
                        }
                        if let State::From1 { inner, .. } = state {
                            match resume(inner, ()) {
                                Yielded(yielded) => return Yielded(yielded),
                                Complete(value) => {
                                    let source = match replace(state, State::Running) {
                                        State::From1 { source, .. } => source,
                                        other => lost(other),
                                    };
                                    let Some(first) = ({ value }) else {
                                        put(state, State::Wait2);
                                        return Yielded(wait());
                                    };
                                    let at = With3::Start;
                                    put(state, State::With3 { at, first, source });
                                    break 'to_with3;
                                }
                            }
                        }
                        if let State::Wait2 = state {
                            break 'complete 0;
                        }
                    }
                    let State::With3 { at: with3, first: first_, source: source_ } = state
                    else { stopped(state) };
                    let first;
                    break 'complete 'block0: {
                        'done2: {
                            let ended = 'leave1: {
                                break 'done2 {
                                    'with3: {
                                        if let With3::Start = with3 {
                                            let inner = From::new((*source_).next()).delegate();
                                            put(with3, With3::From4 { inner });
                                        }
                                        if let With3::From4 { inner, .. } = with3 {
                                            match resume(inner, ()) {
                                                Yielded(yielded) => return Yielded(yielded),
                                                Complete(value) => {
                                                    *with3 = With3::Start;
                                                    {
                                                        let mut sent = value;
                                                        match sent {
                                                            Some(second) => {
                                                                if second > *first_ {
                                                                    put(with3, With3::Wait5 { second });
                                                                    return Yielded(wait());
                                                                }
                                                            }
                                                            _ => {}
                                                        }
                                                    };
                                                    break 'with3 ();
                                                }
                                            }
                                        }
                                        let With3::Wait5 { .. } = with3 else { nowhere() };
                                        let second = match replace(with3, With3::Start) {
                                            With3::Wait5 { second } => second,
                                            other => lost(other),
                                        };
                                        let outcome = { second };
                                        break 'leave1 outcome;
                                    }
                                };
                            };
                            first = match replace(state, State::Running) {
                                State::With3 { first, .. } => first,
                                other => lost(other),
                            };
                            break 'block0 ended;
                        }
                        first = match replace(state, State::Running) {
                            State::With3 { first, .. } => first,
                            other => lost(other),
                        };
                        first
                    };
                };
                complete(state, value)
            },
            look: |state, look| match state {
                State::From1 { inner, .. } => look.inside(1, inner),
                State::Wait2 => 2,
                State::With3 { at, .. } => {
                    match at {
                        With3::From4 { inner } => look.inside(5, inner),
                        With3::Wait5 { .. } => 6,
                        _ => 0,
                    }
                }
                _ => 0,
            },
        },
    )
}
