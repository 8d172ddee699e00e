fn drop_flag(
    early: bool,
) -> impl ::coro_core::Coroutine<(), Yield = ::coro_core::Wait, Return = usize> {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `early` | `Wait2` |\n| `Wait2` |  | `guard` | `From4` |\n| `From4` |  | `log`, `guard` | `From4`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{From, Flagged, dispatch::*, prelude::*};
    /// Where `drop_flag` can stand.
    enum State<Inner4, Log, Guard> {
        With1 { at: With1<Inner4, Log>, guard: Flagged<Guard> },
        /// Not started.
        Start { early: bool },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `drop_flag` can stand.
    enum With1<Inner4, Log> {
        /// Its code is running.
        Running,
        Wait2,
        Loop3 { at: Loop3<Inner4>, log: Flagged<Log> },
    }
    /// Where `drop_flag` can stand.
    enum Loop3<Inner4> {
        /// About to go round.
        Next,
        From4 { inner: Inner4 },
    }
    impl<Inner4, Log, Guard> Frame for State<Inner4, Log, Guard> {
        const LAYOUT: &'static str = "drop_flag\t\t0\n0s Start\t0\t\tearly\t3\n0l With1\t0\t\t@at guard?\t\n1n Running\t0\t\t\t\n1w Wait2\t0\t\t\t6\n1l Loop3\t0\t\t@at log?\t\n2n Next\t0\t\t\t\n2f From4\t0\t\t>inner\t6 8\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(
        State::Start { early },
        || Body {
            step: |state, _: ()| -> CoroutineState<Wait, usize> {
                let value: usize = {
                    if let State::Start { early } = *state {
                        let guard = Guard::new();
                        let mut guard = Flagged::new(guard);
                        if early {
                            drop(Flagged::take(&mut guard));
                        }
                        let at = With1::Wait2;
                        put(state, State::With1 { at, guard });
                        return Yielded(wait());
                    }
                    let State::With1 { at: with1, .. } = state else { stopped(state) };
                    if let With1::Wait2 = with1 {
                        let mut log = Flagged::empty();
                        let at = Loop3::Next;
                        put(with1, With1::Loop3 { at, log });
                    }
                    let With1::Loop3 { at: loop3, log: log_ } = with1 else { nowhere() };
                    'loop3: loop {
                        if let Loop3::Next = loop3 {
                            let inner = From::new(ready()).delegate();
                            put(loop3, Loop3::From4 { inner });
                        }
                        let Loop3::From4 { inner, .. } = loop3 else { nowhere() };
                        match resume(inner, ()) {
                            Yielded(yielded) => return Yielded(yielded),
                            Complete(condition) => {
                                *loop3 = Loop3::Next;
                                if condition {
                                    *log_ = Flagged::new(Vec::new());
                                    break 'loop3;
                                }
                            }
                        }
                    }
                    let mut log = match replace(with1, With1::Running) {
                        With1::Loop3 { log, .. } => log,
                        other => lost(other),
                    };
                    (*log).len()
                };
                complete(state, value)
            },
            look: |state, look| match state {
                State::With1 { at, .. } => {
                    match at {
                        With1::Wait2 => 3,
                        With1::Loop3 { at: Loop3::From4 { inner }, .. } => {
                            look.inside(6, inner)
                        }
                        _ => 0,
                    }
                }
                _ => 0,
            },
        },
    )
}
