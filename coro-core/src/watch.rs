//! A run, recorded: every step of a coroutine, or of all tasks of a loop, to be looked at afterwards.
//!
//! [`record`] wraps one coroutine, [`Handle::record`](crate::event_loop::Handle::record) begins with all that a loop
//! does. What comes of it is a [`Recording`], which is written as Chrome trace events (`trace.rs`) or as a page
//! (`page.rs`). It keeps every step in memory: it is for runs that a human looks at. With the feature `watch`.
//!
//! ```
//! use coro_core::{Coroutine, coro, run};
//! use coro_core::watch::record;
//!
//! coro! {
//!     #[derive(Debug)]
//!     fn count(from: u32) -> &'static str {
//!         for left in (1..=from).rev() {
//!             yield_wait!();
//!         }
//!         "TAKE OFF!!!!!"
//!     }
//! }
//!
//! let mut counting = record(count(3));
//! assert_eq!(run(&mut counting), "TAKE OFF!!!!!");
//! let recording = counting.recording();
//! assert_eq!(recording.steps().len(), 4);
//! assert!(recording.to_html().starts_with("<!DOCTYPE html>"));
//! ```

mod json;
mod page;
mod trace;

use core::any::type_name;
use core::time::Duration;
use std::string::{String, ToString};
use std::time::Instant;
use std::vec::Vec;

use crate::inspect::{Backtrace, Inspector, short_name};
use crate::{Coroutine, CoroutineState};

/// What happened in a run.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    tasks: Vec<Lane>,
    steps: Vec<Step>,
}

/// A task of a [`Recording`].
#[derive(Clone, Debug)]
pub struct Lane {
    pub(crate) number: u64,
    pub(crate) name: String,
    pub(crate) spawned_at: String,
    /// The number of the task that spawned it.
    pub(crate) parent: Option<u64>,
}

/// One resume of a task.
#[derive(Clone, Debug)]
pub struct Step {
    pub(crate) task: u64,
    pub(crate) begin: Duration,
    pub(crate) end: Duration,
    /// Who woke it, and when.
    pub(crate) woken: Option<(Option<u64>, Duration)>,
    pub(crate) led_to: String,
    pub(crate) has_ended: bool,
    pub(crate) backtrace: Backtrace,
}

impl Recording {
    /// The tasks, in the order in which they were first seen.
    #[must_use]
    pub fn tasks(&self) -> &[Lane] {
        &self.tasks
    }

    /// All resumes, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Adds a task, if it is new.
    pub(crate) fn meet(&mut self, number: u64, lane: impl FnOnce() -> Lane) {
        if !self.tasks.iter().any(|task| task.number == number) {
            self.tasks.push(lane());
        }
    }

    pub(crate) fn add(&mut self, step: Step) {
        self.steps.push(step);
    }
}

impl Lane {
    /// Its number, counted from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The name of its coroutine.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of the task that spawned it.
    #[must_use]
    pub fn parent(&self) -> Option<u64> {
        self.parent
    }
}

impl Step {
    /// The number of the task that was resumed.
    #[must_use]
    pub fn task(&self) -> u64 {
        self.task
    }

    /// When it was resumed, from the beginning of the recording.
    #[must_use]
    pub fn begin(&self) -> Duration {
        self.begin
    }

    /// When it paused or ended.
    #[must_use]
    pub fn end(&self) -> Duration {
        self.end
    }

    /// The number of the task that woke it, if one did.
    #[must_use]
    pub fn woken_by(&self) -> Option<u64> {
        self.woken.and_then(|(by, _)| by)
    }

    /// What it does since, in words: `sleeps for 1s`.
    #[must_use]
    pub fn led_to(&self) -> &str {
        &self.led_to
    }

    /// Where it stands since.
    #[must_use]
    pub fn backtrace(&self) -> &Backtrace {
        &self.backtrace
    }

    /// What it is called on a track: the innermost state.
    fn title(&self) -> String {
        let mut machines = self.backtrace.frames().iter().rev();
        let innermost = machines.find_map(|frame| Some((frame.name(), frame.state()?)));
        match innermost {
            Some((name, state)) => std::format!("{name} {state}"),
            None => self.led_to.clone(),
        }
    }
}

/// A coroutine, every step of which is recorded.
#[derive(Debug)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Recorded<C> {
    coroutine: C,
    started: Instant,
    recording: Recording,
}

/// Wraps a coroutine, so that every step of it is recorded.
pub fn record<C>(coroutine: C) -> Recorded<C> {
    let mut recording = Recording::default();
    recording.meet(1, || Lane {
        number: 1,
        name: short_name(type_name::<C>()).to_string(),
        spawned_at: String::new(),
        parent: None,
    });
    Recorded {
        coroutine,
        started: Instant::now(),
        recording,
    }
}

impl<C> Recorded<C> {
    /// What has happened so far.
    #[must_use]
    pub fn recording(&self) -> Recording {
        self.recording.clone()
    }

    /// The coroutine, wherever it stands.
    #[must_use]
    pub fn into_inner(self) -> C {
        self.coroutine
    }
}

impl<R, C: Coroutine<R>> Coroutine<R> for Recorded<C> {
    type Yield = C::Yield;
    type Return = C::Return;

    fn resume(&mut self, arg: R) -> CoroutineState<C::Yield, C::Return> {
        let begin = self.started.elapsed();
        let resumed = self.coroutine.resume(arg);
        let led_to = match resumed.is_complete() {
            true => "has ended",
            false => "paused",
        };
        self.recording.add(Step {
            task: 1,
            begin,
            end: self.started.elapsed(),
            woken: None,
            led_to: led_to.to_string(),
            has_ended: resumed.is_complete(),
            backtrace: Backtrace::of(&self.coroutine),
        });
        resumed
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.coroutine.inspect(inspector);
    }
}
