//! What a loop tells of its tasks while it is recorded: see [`crate::watch`].
//!
//! The scheduler asks one flag at each resume, wake-up and spawn, and only with the feature `watch`.

use core::cell::{Cell, RefCell};
use core::time::Duration;
use std::collections::BTreeMap;
use std::string::ToString;

use super::dump::describe;
use super::handle::Handle;
use super::scheduler::Scheduler;
use super::task::{SharedTask, Step as Stepped};
use crate::inspect::{Backtrace, short_name};
use crate::watch::{Lane, Recording, Step};

/// What is recorded, if it is.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    pub(super) is_on: Cell<bool>,
    /// The number of the task that is being resumed, also while those who wait for its end are woken.
    resumed: Cell<Option<u64>>,
    notes: RefCell<Notes>,
}

#[derive(Debug, Default)]
struct Notes {
    recording: Recording,
    /// When it began.
    origin: u64,
    /// Who woke each task, and when, since it was last resumed.
    woken: BTreeMap<u64, (Option<u64>, Duration)>,
    /// Where the coroutine stands that is not in the loop.
    main: Option<Backtrace>,
}

impl Handle {
    /// Begins to record what the loop does, from the start if it has been recorded before. Each step is kept, with
    /// where the task stands after it. With the feature `watch`.
    ///
    /// ```
    /// use coro_core::{EventLoop, VirtualClock, coro, sleep, spawn};
    /// use std::time::Duration;
    ///
    /// coro! {
    ///     fn child() { sleep(Duration::from_secs(1)).await; }
    ///     fn parent() { spawn(child()).await; }
    /// }
    ///
    /// let event_loop = EventLoop::with_clock(VirtualClock::new());
    /// event_loop.record();
    /// event_loop.run_until_complete(parent()).unwrap();
    /// let recording = event_loop.recording();
    /// let names: Vec<_> = recording.tasks().iter().map(|task| task.name()).collect();
    /// assert_eq!(names, ["parent", "child"]);
    /// // the child woke its parent
    /// assert_eq!(recording.steps().last().unwrap().woken_by(), Some(2));
    /// ```
    pub fn record(&self) {
        let origin = self.scheduler.now();
        let recorder = &self.scheduler.recorder;
        recorder.is_on.set(true);
        *recorder.notes.borrow_mut() = Notes {
            origin,
            ..Notes::default()
        };
    }

    /// What has been recorded since [`record`](Handle::record).
    #[must_use]
    pub fn recording(&self) -> Recording {
        self.scheduler.recorder.notes.borrow().recording.clone()
    }
}

impl Scheduler {
    fn since_recorded(&self) -> Duration {
        let origin = self.recorder.notes.borrow().origin;
        Duration::from_nanos(self.now().saturating_sub(origin))
    }

    /// A task was put in line by somebody.
    #[cold]
    pub(super) fn record_wake(&self, number: u64) {
        let (by, at) = (self.recorder.resumed.get(), self.since_recorded());
        let woken = &mut self.recorder.notes.borrow_mut().woken;
        woken.entry(number).or_insert((by, at));
    }

    /// A task is there.
    #[cold]
    pub(super) fn record_spawn(&self, task: &SharedTask) {
        let (header, parent) = (&task.header, self.recorder.resumed.get());
        let lane = || Lane {
            number: header.number(),
            name: short_name(task.body.type_name()).to_string(),
            spawned_at: header.spawned_at().to_string(),
            parent,
        };
        let mut notes = self.recorder.notes.borrow_mut();
        notes.recording.meet(header.number(), lane);
    }

    /// The coroutine that is not in the loop has paused.
    pub(super) fn record_main(&self, stands: impl FnOnce() -> Backtrace) {
        if self.recorder.is_on.get() {
            let stands = stands();
            self.recorder.notes.borrow_mut().main = Some(stands);
        }
    }

    /// Resumes a task and notes what came of it.
    #[cold]
    pub(super) fn resume_recorded(
        &self,
        task: &SharedTask,
        main: &mut dyn FnMut() -> Stepped,
    ) -> bool {
        if task.header.is_finished() {
            return false;
        }
        self.record_spawn(task);
        let begin = self.since_recorded();
        let number = task.header.number();
        let woken = self.recorder.notes.borrow_mut().woken.remove(&number);
        self.recorder.resumed.set(Some(number));
        #[cfg(not(feature = "tracing"))]
        let is_main = self.resume_now(task, main);
        #[cfg(feature = "tracing")]
        let is_main = self.resume_traced(task, main);
        self.recorder.resumed.set(None);
        let end = self.since_recorded();
        let stands = self.recorder.notes.borrow_mut().main.take();
        let info = describe(task, self.last_look(), self.last_look());
        let step = Step {
            task: number,
            begin,
            end,
            woken,
            led_to: info.state().to_string(),
            has_ended: task.header.is_finished(),
            backtrace: stands.unwrap_or_else(|| info.backtrace().clone()),
        };
        self.recorder.notes.borrow_mut().recording.add(step);
        is_main
    }
}
