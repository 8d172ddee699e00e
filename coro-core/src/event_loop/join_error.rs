//! Why a task has no result.

use core::any::Any;
use core::error::Error;
use core::fmt;
use core::panic::Location;
use std::boxed::Box;
use std::string::String;

/// Why a task has no result: it panicked or was cancelled, or somebody else has
/// the result. [`Task::into_result`](super::Task::into_result) gives it.
///
/// ```
/// use coro_core::{EventLoop, Promise};
///
/// let event_loop = EventLoop::new();
/// let task = event_loop.spawn(Promise::<u32>::new());
/// task.cancel();
/// let error = event_loop.run_until_complete(task.into_result()).unwrap().unwrap_err();
/// assert!(error.is_cancelled());
/// assert!(error.to_string().contains("was cancelled"), "{error}");
/// ```
pub struct JoinError {
    pub(crate) number: u64,
    pub(crate) type_name: &'static str,
    pub(crate) spawned_at: &'static Location<'static>,
    pub(crate) failure: Failure,
}

pub(crate) enum Failure {
    Panicked(Box<dyn Any + Send>),
    Cancelled,
    Taken,
}

impl JoinError {
    /// Whether the task was cancelled, or stopped with its loop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self.failure, Failure::Cancelled)
    }

    /// Whether the task panicked.
    ///
    /// ```
    /// use coro_core::{EventLoop, coro};
    ///
    /// coro! {
    ///     fn divide(by: u32) -> u32 {
    ///         yield_wait!();
    ///         1 / by
    ///     }
    /// }
    ///
    /// let event_loop = EventLoop::new();
    /// let task = event_loop.spawn(divide(0));
    /// let error = event_loop.run_until_complete(task.into_result()).unwrap().unwrap_err();
    /// assert!(error.is_panic());
    /// ```
    #[must_use]
    pub fn is_panic(&self) -> bool {
        matches!(self.failure, Failure::Panicked(_))
    }

    /// What the task panicked with.
    ///
    /// # Errors
    ///
    /// The error itself, if it did not panic.
    pub fn into_panic(self) -> Result<Box<dyn Any + Send>, JoinError> {
        match self.failure {
            Failure::Panicked(payload) => Ok(payload),
            failure => Err(JoinError { failure, ..self }),
        }
    }

    /// Goes on panicking with what the task panicked with, or panics saying why
    /// there is no result.
    #[track_caller]
    pub(crate) fn panic(self) -> ! {
        match self.into_panic() {
            Ok(payload) => std::panic::resume_unwind(payload),
            Err(error) => panic!("{error}"),
        }
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = crate::inspect::short_name(self.type_name);
        write!(
            formatter,
            "task {} `{name}`, spawned at {}, ",
            self.number, self.spawned_at
        )?;
        match &self.failure {
            Failure::Panicked(payload) => match message(&**payload) {
                Some(message) => write!(formatter, "panicked: {message}"),
                None => formatter.write_str("panicked"),
            },
            Failure::Cancelled => formatter.write_str("was cancelled"),
            Failure::Taken => formatter.write_str("has already given its result"),
        }
    }
}

/// What was said in `panic!("..")`.
fn message(payload: &(dyn Any + Send)) -> Option<&str> {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

impl fmt::Debug for JoinError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "JoinError({self})")
    }
}

impl Error for JoinError {}
