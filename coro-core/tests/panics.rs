//! What a panic leaves behind, and what a finished machine says.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard};

use coro_core::machine::*;

enum State<'a> {
    Start {
        trace: Trace<'a>,
    },
    Wait1 {
        guard: MutexGuard<'a, u32>,
        trace: Trace<'a>,
    },
    Running,
    Done,
}

impl Frame for State<'_> {
    const RUNNING: Self = State::Running;
    const DONE: Self = State::Done;
}

/// Writes a line when it is dropped.
struct Trace<'a>(&'a RefCell<Vec<&'static str>>, &'static str);

impl Drop for Trace<'_> {
    fn drop(&mut self) {
        self.0.borrow_mut().push(self.1);
    }
}

/// Holds the lock across its pause; panics after it if told so.
fn holding<'a>(
    mutex: &'a Mutex<u32>,
    trace: Trace<'a>,
    fail: bool,
) -> impl Coroutine<(), Yield = Wait, Return = u32> {
    capturing(
        State::Start { trace },
        move |state: &mut State<'a>, (): ()| -> CoroutineState<Wait, u32> {
            match state {
                State::Start { .. } => {
                    let State::Start { trace } = replace(state, State::Running) else {
                        unreachable!()
                    };
                    *state = State::Wait1 {
                        guard: mutex.lock().unwrap(),
                        trace,
                    };
                    Yielded(Wait)
                }
                State::Wait1 { guard, trace } => {
                    let _local = Trace(trace.0, "local");
                    assert!(!fail, "boom");
                    let value = **guard;
                    *state = State::Done;
                    Complete(value)
                }
                State::Running | State::Done => stopped(state),
            }
        },
        || |_, _| 0,
    )
}

/// What a resume panics with.
fn message<C: Coroutine>(coroutine: &mut C) -> String {
    let resume = AssertUnwindSafe(|| coroutine.resume(()));
    let Err(payload) = catch_unwind(resume) else {
        return String::new();
    };
    match payload.downcast::<&'static str>() {
        Ok(text) => text.to_string(),
        Err(payload) => *payload
            .downcast::<String>()
            .expect("a panic says something"),
    }
}

#[test]
fn what_is_alive_is_dropped_during_the_unwinding() {
    let (mutex, trace) = (Mutex::new(1), RefCell::default());
    let mut coroutine = holding(&mutex, Trace(&trace, "parked"), true);
    assert_eq!(coroutine.resume(()), Yielded(Wait));
    assert_eq!(message(&mut coroutine), "boom");
    assert_eq!(*trace.borrow(), ["local", "parked"]);
    assert!(mutex.is_poisoned());
    assert!(
        mutex
            .try_lock()
            .is_err_and(|error| error.to_string().contains("poisoned"))
    );
}

#[test]
fn a_panicked_machine_says_so() {
    let (mutex, trace) = (Mutex::new(1), RefCell::default());
    let mut coroutine = holding(&mutex, Trace(&trace, "parked"), true);
    let _ = coroutine.resume(());
    message(&mut coroutine);
    for _ in 0..2 {
        assert_eq!(
            message(&mut coroutine),
            "`coroutine` resumed after it panicked"
        );
    }
    drop(coroutine);
    assert_eq!(trace.borrow().len(), 2);
}

#[test]
fn a_finished_machine_says_so_again_and_again() {
    let (mutex, trace) = (Mutex::new(1), RefCell::default());
    let mut coroutine = holding(&mutex, Trace(&trace, "parked"), false);
    assert_eq!(coroutine.resume(()), Yielded(Wait));
    assert_eq!(coroutine.resume(()), Complete(1));
    for _ in 0..2 {
        assert_eq!(
            message(&mut coroutine),
            "`coroutine` resumed after it returned"
        );
    }
    assert!(!mutex.is_poisoned());
}

#[test]
fn a_machine_that_is_never_resumed_only_drops_its_arguments() {
    let (mutex, trace) = (Mutex::new(1), RefCell::default());
    drop(holding(&mutex, Trace(&trace, "parked"), true));
    assert_eq!(*trace.borrow(), ["parked"]);
}
