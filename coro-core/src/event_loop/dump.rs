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

use super::parked::Parked;
use super::scheduler::Scheduler;
use super::task::{RunState, SharedTask};
use crate::inspect::{Backtrace, Standing};

/// The tasks of a loop, in the order in which they were spawned:
/// [`dump`](super::Handle::dump) makes it. `{}` prints them as a tree: below each task the
/// coroutines that it stands in, outermost first, each with its state, file, line and what
/// is written there, and its values where `Debug` is derived; below those the task that it
/// waits for.
///
/// ```
/// use coro_core::{EventLoop, VirtualClock, coro, sleep, spawn};
/// use std::time::Duration;
///
/// coro! {
///     #[derive(Debug)]
///     fn patient(seconds: u64) -> u64 {
///         let double = seconds * 2;
///         yield_from!(sleep(Duration::from_secs(seconds)));
///         double
///     }
///
///     fn waiting() -> u64 {
///         let task = spawn(patient(3));
///         task.await
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// event_loop.spawn(waiting());
/// event_loop.run_until_stalled();
/// let dump = event_loop.dump();
/// assert_eq!(dump.tasks()[1].name(), "patient");
/// println!("{dump}");
/// # assert!(dump.to_string().contains("sleeps"), "{dump}");
/// ```
///
/// prints
///
/// ```text
/// └── task 1 `waiting` waits for task 2, since 0ns, spawned at src/main.rs:18:12
///     └── waiting From1 at src/main.rs:14: `task.await`
///         └── task 2 `patient` sleeps for 3s, since 0ns, spawned at src/main.rs:13:20
///             └── patient From1 at src/main.rs:8: `yield_from!(sleep(Duration::from_secs(seconds)))`
///                 │ double: 6
///                 └── sleep for another 3s
/// ```
///
/// The coroutine of [`run_until_complete`](super::Handle::run_until_complete) may borrow, so
/// nobody but that call can look into it: it shows where it stands in a
/// [`Deadlock`](super::Deadlock) only.
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
    backtrace: Backtrace,
}

impl Dump {
    /// The tasks, in the order in which they were spawned.
    #[must_use]
    pub fn tasks(&self) -> &[TaskInfo] {
        &self.tasks
    }

    /// Says where the task stands whose coroutine is not in the loop.
    pub(super) fn stands(&mut self, number: u64, backtrace: Backtrace) {
        let mut tasks = self.tasks.iter_mut();
        if let Some(task) = tasks.find(|task| task.number == number) {
            task.backtrace = backtrace;
        }
    }

    fn task(&self, number: u64) -> Option<&TaskInfo> {
        self.tasks.iter().find(|task| task.number == number)
    }

    /// A task with all that stands below it, each task once.
    fn branch(&self, task: &TaskInfo, seen: &mut BTreeSet<u64>) -> Branch {
        seen.insert(task.number);
        let mut branch = Branch::of(task.to_string());
        for frame in task.backtrace.frames() {
            let waited_for = frame.task().and_then(|number| self.task(number));
            let below = match waited_for.filter(|task| !seen.contains(&task.number)) {
                Some(waited_for) => self.branch(waited_for, seen),
                None => Branch {
                    values: values_of(frame),
                    ..Branch::of(frame.to_string())
                },
            };
            branch.last_at(frame.depth()).below.push(below);
        }
        let waited_for = task.waits_for.and_then(|number| self.task(number));
        if let Some(waited_for) = waited_for.filter(|task| !seen.contains(&task.number)) {
            let below = self.branch(waited_for, seen);
            branch.last_at(usize::MAX).below.push(below);
        }
        branch
    }
}

/// A line of the tree, and what stands below it.
struct Branch {
    text: String,
    values: Vec<String>,
    below: Vec<Branch>,
}

impl Branch {
    fn of(text: String) -> Self {
        Branch {
            text,
            values: Vec::new(),
            below: Vec::new(),
        }
    }

    /// The last one that is so deep, or as deep as there is one.
    fn last_at(&mut self, depth: usize) -> &mut Branch {
        if depth == 0 || self.below.is_empty() {
            return self;
        }
        let last = self.below.len() - 1;
        self.below[last].last_at(depth - 1)
    }

    fn print(&self, before: &str, is_last: bool, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (edge, space) = match is_last {
            true => ("└── ", "    "),
            false => ("├── ", "│   "),
        };
        writeln!(to, "{before}{edge}{}", self.text)?;
        let before = std::format!("{before}{space}");
        for line in &self.values {
            writeln!(to, "{before}│ {line}")?;
        }
        print_all(&self.below, &before, to)
    }
}

/// Each variable by itself, if they can be told apart.
fn values_of(frame: &Standing) -> Vec<String> {
    match (frame.variables(), frame.values()) {
        (Some(variables), _) => variables
            .iter()
            .map(|(name, value)| std::format!("{name}: {value}"))
            .collect(),
        (None, values) => values.into_iter().map(ToString::to_string).collect(),
    }
}

fn print_all(branches: &[Branch], before: &str, to: &mut fmt::Formatter<'_>) -> fmt::Result {
    let count = branches.len();
    let mut numbered = branches.iter().enumerate();
    numbered.try_for_each(|(number, branch)| branch.print(before, number + 1 == count, to))
}

impl fmt::Display for Dump {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let handles = |task: &TaskInfo| {
            let handles = task.backtrace.frames().iter().filter_map(Standing::task);
            handles.chain(task.waits_for).collect::<Vec<_>>()
        };
        let waited_for: BTreeSet<u64> = self.tasks.iter().flat_map(handles).collect();
        let mut seen = BTreeSet::new();
        let mut roots = Vec::new();
        let is_root = |task: &&TaskInfo| !waited_for.contains(&task.number);
        for root in self.tasks.iter().filter(is_root) {
            roots.push(self.branch(root, &mut seen));
        }
        // Those that wait for each other in a ring are below no root.
        for task in &self.tasks {
            if !seen.contains(&task.number) {
                roots.push(self.branch(task, &mut seen));
            }
        }
        print_all(&roots, "", formatter)
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

    /// Where it stands, through all levels of delegation. Empty while it is being resumed.
    #[must_use]
    pub fn backtrace(&self) -> &Backtrace {
        &self.backtrace
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
            "task {number} `{name}` {state}, since {since:?}, spawned at {spawned_at}"
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

pub(super) fn describe(task: &SharedTask, last_look: u64, now: u64) -> TaskInfo {
    let header = &task.header;
    let parked = header.parked.get();
    let mut since = parked.since(now);
    let mut waits_for = None;
    let state = match header.state.get() {
        RunState::Queued => {
            since = now;
            "is ready".to_string()
        }
        RunState::Running | RunState::Woken | RunState::Doomed => {
            since = last_look;
            "is running".to_string()
        }
        RunState::Finished => "has ended".to_string(),
        RunState::Parked => match parked {
            Parked::No | Parked::Several(_) => "waits for several things".to_string(),
            Parked::Blocking(_) => "waits for a call on the thread pool".to_string(),
            Parked::Timer(_, time) => {
                std::format!(
                    "sleeps for {:?}",
                    Duration::from_nanos(time.saturating_sub(since))
                )
            }
            Parked::Promise(_, made_at) => std::format!("waits for the promise made at {made_at}"),
            Parked::Task(_, number) => {
                waits_for = Some(number);
                std::format!("waits for task {number}")
            }
            Parked::Future(_, name) => std::format!(
                "waits for the future `{}`",
                crate::inspect::short_name(name())
            ),
            Parked::Own(_, at) => std::format!("parked at {at}"),
        },
    };
    TaskInfo {
        number: header.number(),
        name: crate::inspect::short_name(task.body.type_name()).to_string(),
        spawned_at: header.spawned_at(),
        state,
        waits_for,
        since: Duration::from_nanos(now.saturating_sub(since)),
        backtrace: Backtrace::shown(|inspector| task.body.inspect(inspector)),
    }
}
