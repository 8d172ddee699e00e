//! Calls that block, on threads of their own: `run_in_executor`.
//!
//! A pool has a bounded number of threads, started when they are needed and
//! ended when they have had nothing to do for a while.

use core::fmt;
use core::time::Duration;
use std::boxed::Box;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use super::blocking::Blocking;

/// How long a thread waits for work before it ends.
const PATIENCE: Duration = Duration::from_secs(10);

/// Threads for calls that block.
///
/// A clone is the same pool. When the last one is dropped the threads finish what
/// was begun and what is in line, and end.
///
/// ```
/// use coro_core::EventLoop;
/// use coro_core::event_loop::Executor;
///
/// let executor = Executor::new(2);
/// let sum = EventLoop::run(executor.run(|| (1..=10).sum::<u32>()));
/// assert_eq!(sum, 55);
/// ```
#[derive(Clone)]
pub struct Executor {
    pool: Arc<Owner>,
}

/// Ends the pool when the last executor is dropped.
struct Owner(Arc<Pool>);

struct Pool {
    limit: usize,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    jobs: VecDeque<Box<dyn FnOnce() + Send>>,
    threads: usize,
    idle: usize,
    closed: bool,
}

impl Executor {
    /// A pool of at most so many threads.
    ///
    /// # Panics
    ///
    /// If it is to have none.
    #[must_use]
    #[track_caller]
    pub fn new(threads: usize) -> Self {
        assert!(threads > 0, "a pool of no threads would never run anything");
        Executor {
            pool: Arc::new(Owner(Arc::new(Pool {
                limit: threads,
                state: Mutex::new(State {
                    jobs: VecDeque::new(),
                    threads: 0,
                    idle: 0,
                    closed: false,
                }),
                changed: Condvar::new(),
            }))),
        }
    }

    /// The pool that [`run_in_executor`] uses: at most four threads more than the
    /// machine can run at once.
    #[must_use]
    pub fn shared() -> Self {
        static SHARED: OnceLock<Executor> = OnceLock::new();
        let make = || {
            let at_once = std::thread::available_parallelism().map_or(1, usize::from);
            Executor::new(at_once + 4)
        };
        SHARED.get_or_init(make).clone()
    }

    /// A coroutine that calls `f` on a thread of the pool, waits, and is worth
    /// what `f` returns. See [`run_in_executor`].
    pub fn run<F, T>(&self, f: F) -> Blocking<F, T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Blocking::new(self.clone(), f)
    }

    /// Puts a job in line.
    ///
    /// # Panics
    ///
    /// If the system gives no thread and there is none yet.
    pub(super) fn submit(&self, job: Box<dyn FnOnce() + Send>) {
        let pool = &self.pool.0;
        let mut state = pool.lock();
        state.jobs.push_back(job);
        if state.idle >= state.jobs.len() || state.threads == pool.limit {
            drop(state);
            pool.changed.notify_one();
            return;
        }
        let of_thread = Arc::clone(pool);
        let thread = std::thread::Builder::new().name("coro-executor".into());
        match thread.spawn(move || of_thread.work()) {
            Ok(_) => state.threads += 1,
            Err(error) => assert!(state.threads > 0, "no thread for the executor: {error}"),
        }
    }
}

impl Pool {
    fn lock(&self) -> MutexGuard<'_, State> {
        // No job runs while it is locked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a thread does.
    fn work(&self) {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                drop(state);
                // A job catches the panics of its call; what else panics, in the
                // drop of a result nobody wants, must not cost the pool a thread.
                let _ = catch_unwind(AssertUnwindSafe(job));
                state = self.lock();
                continue;
            }
            if state.closed {
                break;
            }
            state.idle += 1;
            let waited = self.changed.wait_timeout(state, PATIENCE);
            let (again, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            state = again;
            state.idle -= 1;
            if timeout.timed_out() && state.jobs.is_empty() {
                break;
            }
        }
        state.threads -= 1;
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_all();
    }
}

impl fmt::Debug for Executor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Executor")
            .field("limit", &self.pool.0.limit)
            .finish_non_exhaustive()
    }
}

/// A coroutine that calls `f` on a thread of the process's pool, waits, and is
/// worth what `f` returns; a panic of `f` goes on in the one who waits. What else
/// the loop has to do goes on meanwhile.
///
/// ```
/// use coro_core::{EventLoop, coro, run_in_executor};
///
/// fn read_file() -> String {
///     std::thread::sleep(std::time::Duration::from_millis(1));
///     "text".to_string()
/// }
///
/// coro! {
///     fn length() -> usize {
///         yield_from!(run_in_executor(read_file)).len()
///     }
/// }
///
/// assert_eq!(EventLoop::run(length()), 4);
/// ```
///
/// The call is put in line when the coroutine is first resumed. If it is dropped
/// before a thread has taken it up, `f` is never called; after that `f` goes on
/// and its result is dropped.
pub fn run_in_executor<F, T>(f: F) -> Blocking<F, T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Executor::shared().run(f)
}
