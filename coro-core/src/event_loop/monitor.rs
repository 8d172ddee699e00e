//! A loop seen from another thread, where a task that never pauses can be seen.

use core::fmt;
use core::panic::Location;
use core::time::Duration;
use std::string::String;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use super::scheduler::Scheduler;
use super::task::SharedTask;
use super::waker::Remote;

impl Scheduler {
    pub(super) fn show_running(&self, task: &SharedTask) {
        let header = &task.header;
        let mut running = self
            .remote
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *running = Some(Running {
            number: header.number(),
            type_name: task.body.type_name(),
            spawned_at: header.spawned_at(),
            since: Instant::now(),
        });
    }

    pub(super) fn show_idle(&self) {
        if self.watched.get() {
            let mut running = self
                .remote
                .running
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            *running = None;
        }
    }
}

/// A task that is being resumed, seen by a [`Monitor`].
///
/// See [`monitor`](super::Handle::monitor).
#[derive(Clone, Debug)]
pub struct Running {
    number: u64,
    type_name: &'static str,
    spawned_at: &'static Location<'static>,
    since: Instant,
}

impl Running {
    /// Its number, counted from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The name of its coroutine.
    #[must_use]
    pub fn name(&self) -> String {
        crate::inspect::short_name(self.type_name).into()
    }

    /// Where it was spawned.
    #[must_use]
    pub fn spawned_at(&self) -> &'static Location<'static> {
        self.spawned_at
    }

    /// How long it has run since it was last resumed.
    #[must_use]
    pub fn running_time(&self) -> Duration {
        self.since.elapsed()
    }
}

impl fmt::Display for Running {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, time) = (self.name(), self.running_time());
        let Running {
            number, spawned_at, ..
        } = self;
        write!(
            formatter,
            "task {number} `{name}` has been running for {time:?}, spawned at {spawned_at}"
        )
    }
}

/// Looks at a loop from any thread: [`monitor`](super::Handle::monitor) makes it.
#[derive(Clone, Debug)]
pub struct Monitor {
    pub(super) remote: Arc<Remote>,
}

impl Monitor {
    /// The task that is being resumed now.
    #[must_use]
    pub fn running(&self) -> Option<Running> {
        let running = self.remote.running.lock();
        running.unwrap_or_else(PoisonError::into_inner).clone()
    }
}
