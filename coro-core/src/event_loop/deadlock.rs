//! Why a loop cannot go on.

use core::error::Error;
use core::fmt;

use super::dump::{Dump, TaskInfo};

/// Why [`run_until_complete`](super::Handle::run_until_complete) has no result.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum RunError {
    /// Nothing is ready, no timer runs and nobody outside can wake a task.
    Deadlock(Deadlock),
    /// [`stop`](super::Handle::stop) was called.
    Stopped,
}

impl fmt::Display for RunError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunError::Deadlock(deadlock) => deadlock.fmt(formatter),
            RunError::Stopped => formatter.write_str("the event loop was stopped"),
        }
    }
}

impl Error for RunError {}

/// Every task waits for something that cannot come any more.
///
/// As long as anybody but the tasks themselves holds the waker of a task, somebody may call it, and the loop waits; when
/// the last one is dropped, on whatever thread, it looks again. So two tasks that wait for each other through channels
/// of another library, which keep the wakers, are not told from two that wait for a thread: a
/// [`dump`](super::Handle::dump) or a [`timeout`](crate::timeout) shows them.
///
/// ```
/// use coro_core::event_loop::RunError;
/// use coro_core::{EventLoop, Promise};
///
/// let never = Promise::<u32>::new();
/// let RunError::Deadlock(deadlock) = EventLoop::new().run_until_complete(never).unwrap_err()
/// else {
///     panic!("nobody can resolve it");
/// };
/// assert_eq!(deadlock.tasks().len(), 1);
/// assert!(deadlock.to_string().contains("waits for the promise made at"), "{deadlock}");
/// ```
#[derive(Clone, Debug)]
pub struct Deadlock {
    pub(crate) dump: Dump,
}

impl Deadlock {
    /// The tasks that are stuck, in the order in which they were spawned.
    #[must_use]
    pub fn tasks(&self) -> &[TaskInfo] {
        self.dump.tasks()
    }
}

impl fmt::Display for Deadlock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "deadlock: nothing is ready, no timer runs and nobody else can wake a task\n",
        )?;
        self.dump.fmt(formatter)
    }
}

impl Error for Deadlock {}
