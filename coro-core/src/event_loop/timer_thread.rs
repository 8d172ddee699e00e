//! Timers for coroutines that run as futures on somebody else's executor.
//!
//! One thread for the process, started by the first such timer, sleeps until the
//! next one and calls its waker. A loop of ours has timers of its own and does
//! without.

use core::task::Waker;
use core::time::Duration;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::time::since_origin;
use super::timers::{TimerKey, Timers};

static STATE: Mutex<State> = Mutex::new(State {
    timers: Timers::new(),
    started: false,
});
static CHANGED: Condvar = Condvar::new();

struct State {
    timers: Timers<Waker>,
    started: bool,
}

fn lock() -> MutexGuard<'static, State> {
    // A waker that panics does so while nothing is locked.
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a timer. `None` where no thread can be started.
pub(super) fn start(time: u64, waker: Waker) -> Option<TimerKey> {
    let mut state = lock();
    if !state.started {
        let builder = std::thread::Builder::new().name("coro-timers".into());
        builder.spawn(wake_in_time).ok()?;
        state.started = true;
    }
    let earliest = state.timers.next_time().is_none_or(|next| time < next);
    let key = state.timers.start(time, waker);
    drop(state);
    if earliest {
        CHANGED.notify_one();
    }
    Some(key)
}

/// Has a timer wake this waker. `false` if it has fired.
pub(super) fn retarget(key: TimerKey, waker: Waker) -> bool {
    let mut state = lock();
    let old = state
        .timers
        .target(key)
        .map(|target| core::mem::replace(target, waker));
    // A waker may do anything when it is dropped.
    drop(state);
    old.is_some()
}

pub(super) fn cancel(key: TimerKey) {
    let waker = lock().timers.cancel(key);
    drop(waker);
}

fn wake_in_time() {
    let mut state = lock();
    loop {
        let now = since_origin(Instant::now());
        if let Some(waker) = state.timers.fire(now) {
            drop(state);
            // The thread serves others, whatever this waker does.
            let _ = std::panic::catch_unwind(core::panic::AssertUnwindSafe(|| waker.wake()));
            state = lock();
            continue;
        }
        state = match state.timers.next_time() {
            Some(time) => {
                let pause = Duration::from_nanos(time - now);
                let waited = CHANGED.wait_timeout(state, pause);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => CHANGED.wait(state).unwrap_or_else(PoisonError::into_inner),
        };
    }
}
