//! What a loop is doing: its tasks, where each stands and since when.
//!
//! [`Dump`] is taken on the loop's own thread, between two resumes or inside
//! one; `monitor.rs` looks from another thread. Nothing here changes anything.

use core::fmt;
use core::panic::Location;
use core::time::Duration;
use std::collections::BTreeSet;
use std::string::{String, ToString};
use std::vec::Vec;

use super::context::Parked;
use super::scheduler::Scheduler;
use super::task::{RunState, SharedTask};

/// The tasks of a loop, in the order in which they were spawned:
/// [`dump`](super::Handle::dump) makes it. `{}` prints a line for each; a task
/// that another one waits for stands indented below that one.
///
/// ```
/// use coro_core::{EventLoop, VirtualClock, coro, sleep};
/// use std::time::Duration;
///
/// coro! {
///     fn patient() {
///         yield_from!(sleep(Duration::from_secs(3)));
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// event_loop.spawn(patient());
/// event_loop.run_until_stalled();
/// let dump = event_loop.dump();
/// assert_eq!(dump.tasks()[0].name(), "patient");
/// assert!(dump.to_string().contains("sleeps"), "{dump}");
/// ```
#[derive(Clone, Debug)]
pub struct Dump {
    tasks: Vec<TaskInfo>,
}

/// One task of a [`Dump`].
#[derive(Clone, Debug)]
pub struct TaskInfo {
    number: u64,
    name: String,
    spawned_at: &'static Location<'static>,
    state: String,
    waits_for: Option<u64>,
    since: Duration,
}

impl Dump {
    /// The tasks, in the order in which they were spawned.
    #[must_use]
    pub fn tasks(&self) -> &[TaskInfo] {
        &self.tasks
    }

    /// Prints a task and below it what it waits for, each once.
    fn print(
        &self,
        task: &TaskInfo,
        printed: &mut BTreeSet<u64>,
        depth: usize,
        formatter: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        if !printed.insert(task.number) {
            return Ok(());
        }
        writeln!(formatter, "{:indent$}{task}", "", indent = depth * 2)?;
        let below = |other: &&TaskInfo| Some(other.number) == task.waits_for;
        match self.tasks.iter().find(below) {
            Some(below) => self.print(below, printed, depth + 1, formatter),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Dump {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waited_for: BTreeSet<u64> = self
            .tasks
            .iter()
            .filter_map(|task| task.waits_for)
            .collect();
        let mut printed = BTreeSet::new();
        let is_root = |task: &&TaskInfo| !waited_for.contains(&task.number);
        for root in self.tasks.iter().filter(is_root) {
            self.print(root, &mut printed, 0, formatter)?;
        }
        // Those that wait for each other in a ring are below no root.
        for task in &self.tasks {
            self.print(task, &mut printed, 0, formatter)?;
        }
        Ok(())
    }
}

impl TaskInfo {
    /// Its number, counted from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The name of its coroutine: of the `fn`, where `coro!` made it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it was spawned.
    #[must_use]
    pub fn spawned_at(&self) -> &'static Location<'static> {
        self.spawned_at
    }

    /// What it does, in words: `sleeps for 3s`, `waits for task 2`.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// The number of the task that it waits for.
    #[must_use]
    pub fn waits_for(&self) -> Option<u64> {
        self.waits_for
    }

    /// How long it has been so. A loop with nothing to time reads the clock
    /// seldom, so this may be more than it was, by a turn or so.
    #[must_use]
    pub fn since(&self) -> Duration {
        self.since
    }
}

impl fmt::Display for TaskInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TaskInfo {
            number,
            name,
            state,
            since,
            spawned_at,
            ..
        } = self;
        write!(
            formatter,
            "task {number} `{name}` {state} (since {since:?}), spawned at {spawned_at}"
        )
    }
}

impl Scheduler {
    pub(crate) fn dump(&self) -> Dump {
        let last_look = self.last_look();
        let now = self.now();
        let tasks = self.tasks.borrow().in_order();
        Dump {
            tasks: tasks
                .iter()
                .map(|task| describe(task, last_look, now))
                .collect(),
        }
    }
}

fn describe(task: &SharedTask, last_look: u64, now: u64) -> TaskInfo {
    let header = &task.header;
    let mut since = header.since.get();
    let mut waits_for = None;
    let state = match header.state.get() {
        RunState::Queued => {
            since = now;
            "is ready".to_string()
        }
        RunState::Running | RunState::Woken => {
            since = last_look;
            "is running".to_string()
        }
        RunState::Finished => "has ended".to_string(),
        RunState::Parked => match header.parked.get() {
            Parked::No | Parked::Several => "waits for several things".to_string(),
            Parked::Blocking => "waits for a call on the thread pool".to_string(),
            Parked::Timer(time) => {
                std::format!(
                    "sleeps for {:?}",
                    Duration::from_nanos(time.saturating_sub(since))
                )
            }
            Parked::Promise(made_at) => std::format!("waits for the promise made at {made_at}"),
            Parked::Task(number) => {
                waits_for = Some(number);
                std::format!("waits for task {number}")
            }
            Parked::Future(name) => std::format!(
                "waits for the future `{}`",
                crate::inspect::short_name(name())
            ),
            Parked::Own(at) => std::format!("parked at {at}"),
        },
    };
    TaskInfo {
        number: header.number,
        name: crate::inspect::short_name(task.body.type_name()).to_string(),
        spawned_at: header.spawned_at,
        state,
        waits_for,
        since: Duration::from_nanos(now.saturating_sub(since)),
    }
}
