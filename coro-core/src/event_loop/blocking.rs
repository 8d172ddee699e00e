//! One call on a thread of the pool, and who waits for it.

use core::fmt;
use core::sync::atomic::Ordering;
use core::task::Waker;
use std::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::context;
use super::executor::Executor;
use super::parked::Parked;
use super::waker::Remote;
use crate::inspect::Inspector;
use crate::machine::finished;
use crate::{Coroutine, CoroutineState, Wait};

/// Waits for a call on a thread of the pool:
/// [`run_in_executor`](super::run_in_executor) makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Blocking<F, T> {
    executor: Executor,
    call: Arc<Call<F, T>>,
}

struct Call<F, T> {
    stage: Mutex<Stage<F, T>>,
}

enum Stage<F, T> {
    New(F),
    InLine(F, Option<Waker>),
    Running(Option<Waker>),
    Done(thread::Result<T>),
    /// Somebody has the result, or nobody wants it.
    Over,
}

impl<F, T> Blocking<F, T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    pub(super) fn new(executor: Executor, f: F) -> Self {
        Blocking {
            executor,
            call: Arc::new(Call {
                stage: Mutex::new(Stage::New(f)),
            }),
        }
    }
}

impl<F, T> Call<F, T> {
    fn lock(&self) -> MutexGuard<'_, Stage<F, T>> {
        // No user code runs while it is locked.
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn replace(&self, stage: Stage<F, T>) -> Stage<F, T> {
        core::mem::replace(&mut *self.lock(), stage)
    }
}

impl<F: FnOnce() -> T, T> Call<F, T> {
    /// What the thread does.
    fn make(&self) {
        let mut stage = self.lock();
        let f = match core::mem::replace(&mut *stage, Stage::Over) {
            Stage::InLine(f, waker) => {
                *stage = Stage::Running(waker);
                f
            }
            _ => return,
        };
        drop(stage);
        let result = catch_unwind(AssertUnwindSafe(f));
        let mut stage = self.lock();
        if let Stage::Over = *stage {
            drop(stage);
            drop(result);
            return;
        }
        let Stage::Running(waker) = core::mem::replace(&mut *stage, Stage::Done(result)) else {
            unreachable!("only its thread ends a call that runs");
        };
        drop(stage);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<F, T> Coroutine for Blocking<F, T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    type Yield = Wait;
    type Return = T;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, T> {
        let waker = context::waker();
        let parks = waker.is_some();
        let mut stage = self.call.lock();
        let mut is_new = false;
        match core::mem::replace(&mut *stage, Stage::Over) {
            Stage::New(f) => {
                is_new = true;
                *stage = Stage::InLine(f, waker);
            }
            Stage::InLine(f, _) => *stage = Stage::InLine(f, waker),
            Stage::Running(_) => *stage = Stage::Running(waker),
            Stage::Done(Ok(value)) => return CoroutineState::Complete(value),
            Stage::Done(Err(payload)) => {
                drop(stage);
                resume_unwind(payload);
            }
            Stage::Over => finished(),
        }
        drop(stage);
        if is_new {
            let call = Arc::clone(&self.call);
            let at_work = AtWork::begin();
            self.executor.submit(Box::new(move || {
                call.make();
                drop(call);
                drop(at_work);
            }));
        }
        if parks {
            context::set_parked(Parked::blocking());
        }
        CoroutineState::Yielded(Wait)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("run_in_executor", None);
    }
}

impl<F, T> Drop for Blocking<F, T> {
    fn drop(&mut self) {
        let stage = self.call.replace(Stage::Over);
        drop(stage);
    }
}

impl<F, T> fmt::Debug for Blocking<F, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Blocking")
    }
}

/// Tells a loop that a call is under way: its clock does not jump and what waits
/// is no deadlock.
struct AtWork(Option<Arc<Remote>>);

impl AtWork {
    fn begin() -> AtWork {
        let remote = context::with_scheduler(|scheduler| Arc::clone(&scheduler.remote));
        if let Some(remote) = &remote {
            remote.jobs.fetch_add(1, Ordering::AcqRel);
        }
        AtWork(remote)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        if let Some(remote) = &self.0 {
            remote.jobs.fetch_sub(1, Ordering::AcqRel);
            remote.notify();
        }
    }
}
