//! A machine lowered by hand, as `coro!` does: the first of `lowering.md`.
//!
//! ```ignore
//! fn collect(from: u32, limit: usize) -> Vec<String> {
//!     let mut log = Vec::new();
//!     for i in (1..=from).rev() {
//!         let line = format!("{i}");
//!         yield_from!(waits(i));
//!         log.push(line);
//!         if log.len() == limit { return log }
//!     }
//!     log.push("TAKE OFF".to_string());
//!     log
//! }
//! ```

use std::collections::HashSet;
use std::fmt::Debug;

use coro_core::machine::*;
use coro_core::{round_robin, run};

/// Waits a number of times.
fn waits(
    count: u32,
) -> impl Coroutine<(), Yield = Wait, Return = ()> + Clone + Debug + Eq + std::hash::Hash {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    enum State {
        Waiting { left: u32 },
        Done,
    }
    impl Frame for State {
        const RUNNING: Self = State::Done;
        const DONE: Self = State::Done;
    }
    machine(State::Waiting { left: count }, || Body {
        step: |state: &mut State, (): ()| -> CoroutineState<Wait, ()> {
            match state {
                State::Waiting { left: 0 } => {
                    *state = State::Done;
                    Complete(())
                }
                State::Waiting { left } => {
                    *left -= 1;
                    Yielded(Wait)
                }
                State::Done => stopped(state),
            }
        },
        look: |_, _| 0,
    })
}

fn collect(
    from: u32,
    limit: usize,
) -> impl Coroutine<(), Yield = Wait, Return = Vec<String>> + Clone + Debug {
    #[derive(Clone, Debug)]
    enum State<Iter, Log, Line, Inner> {
        Start {
            limit: usize,
            from: u32,
        },
        For1 {
            at: For1<Line, Inner>,
            iter: Iter,
            log: Log,
            limit: usize,
        },
        Running,
        Done,
    }
    #[derive(Clone, Debug)]
    enum For1<Line, Inner> {
        Next,
        From2 { inner: Inner, line: Line },
        Running,
    }
    impl<Iter, Log, Line, Inner> Frame for State<Iter, Log, Line, Inner> {
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    machine(State::Start { limit, from }, || Body {
        step: |state: &mut State<_, _, _, _>, arg: ()| -> CoroutineState<Wait, Vec<String>> {
            let value = 'complete: loop {
                match state {
                    State::Start { .. } => {
                        let State::Start { limit, from } = replace(state, State::Running) else {
                            unreachable!()
                        };
                        let log = Vec::new();
                        let iter = IntoIterator::into_iter((1..=from).rev());
                        *state = State::For1 {
                            at: For1::Next,
                            iter,
                            log,
                            limit,
                        };
                    }
                    State::For1 {
                        at,
                        iter: iter_,
                        log: log_,
                        limit: limit_,
                    } => {
                        let (mut log, iter);
                        'return1: {
                            loop {
                                match at {
                                    For1::Next => {
                                        *at = For1::Running;
                                        let Some(i) = iter_.next() else { break };
                                        let line = format!("{i}");
                                        let inner = From::new(waits(i)).delegate();
                                        *at = For1::From2 { inner, line };
                                    }
                                    For1::From2 { inner, .. } => match inner.resume(arg) {
                                        Yielded(y) => return Yielded(FromYield::from_yield(y)),
                                        Complete(()) => {
                                            let For1::From2 { line, .. } =
                                                replace(at, For1::Running)
                                            else {
                                                unreachable!()
                                            };
                                            log_.push(line);
                                            if log_.len() == *limit_ {
                                                break 'return1;
                                            }
                                            *at = For1::Next;
                                        }
                                    },
                                    For1::Running => panicked(),
                                }
                            }
                            (log, iter) = match replace(state, State::Running) {
                                State::For1 { log, iter, .. } => (log, iter),
                                _ => unreachable!(),
                            };
                            drop(iter);
                            log.push("TAKE OFF".to_string());
                            break 'complete log;
                        }
                        log = match replace(state, State::Running) {
                            State::For1 { log, .. } => log,
                            _ => unreachable!(),
                        };
                        break 'complete log;
                    }
                    State::Running | State::Done => stopped(state),
                }
            };
            *state = State::Done;
            Complete(value)
        },
        look: |_, _| 0,
    })
}

#[test]
fn it_runs_to_the_end_or_returns_early() {
    assert_eq!(run(collect(3, 99)), ["3", "2", "1", "TAKE OFF"]);
    assert_eq!(run(collect(3, 2)), ["3", "2"]);
}

#[test]
fn it_waits_as_often_as_its_delegates() {
    assert_eq!(collect(3, 99).iter().count(), 6);
}

#[test]
fn a_paused_machine_prints_its_state_and_nothing_else() {
    let mut coroutine = collect(3, 2);
    let _ = coroutine.resume(());
    assert_eq!(
        format!("{coroutine:?}"),
        "For1 { at: From2 { inner: Waiting { left: 2 }, line: \"3\" }, \
         iter: Rev { iter: 1..=2 }, log: [], limit: 2 }"
    );
}

#[test]
fn a_machine_is_forked_where_it_stands() {
    let mut coroutine = collect(2, 99);
    let _ = coroutine.resume(());
    let fork = coroutine.clone();
    assert_eq!(run(coroutine), run(fork));
}

#[test]
fn a_machine_is_compared_and_hashed_by_its_state() {
    let mut coroutine = waits(3);
    let mut visited = HashSet::from([coroutine.clone()]);
    while !coroutine.resume(()).is_complete() {
        assert!(visited.insert(coroutine.clone()));
        assert!(!visited.insert(coroutine.clone()));
    }
    assert_eq!(visited.len(), 4);
    assert!(visited.contains(&waits(1)));
}

#[test]
fn machines_take_turns() {
    let order: Vec<usize> = round_robin([collect(4, 99), collect(4, 1), collect(1, 9)])
        .map(|(index, _)| index)
        .collect();
    assert_eq!(order, [2, 1, 0]);
}

#[test]
fn a_machine_is_send_when_its_state_is() {
    fn sendable<T: Send + Sync>(_: T) {}
    sendable(collect(1, 1));
}
