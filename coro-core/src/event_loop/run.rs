//! How a run begins, goes on and ends.

use core::any::Any;
use core::panic::AssertUnwindSafe;
use std::boxed::Box;
use std::panic::catch_unwind;

use super::context;
use super::handle::Handle;
use super::scheduler::{Halt, Scheduler};
use super::task::{SharedTask, Step};

impl Handle {
    /// Turns until the main coroutine has ended.
    pub(super) fn drive(
        &self,
        main: &SharedTask,
        resume: &mut dyn FnMut() -> Step,
    ) -> Result<(), Halt> {
        loop {
            self.scheduler.turn(resume);
            if main.header.is_finished() {
                return Ok(());
            }
            if self.scheduler.stopped.get() {
                return Err(Halt::Stopped);
            }
            if !self.scheduler.is_ready() {
                self.scheduler.show_idle();
                if !self.scheduler.wait() {
                    return Err(Halt::Deadlock);
                }
            }
        }
    }

    /// Drops all tasks and gives the first panic of their drops.
    pub(super) fn drop_tasks(&self) -> Option<Box<dyn Any + Send>> {
        let scheduler = &self.scheduler;
        let _entered = context::enter(scheduler);
        scheduler.stopped.set(true);
        let mut first_panic = None;
        // In the order of spawning; what a drop spawns is dropped at once.
        let tasks = scheduler.tasks.borrow().in_order();
        for task in &tasks {
            let dropped = catch_unwind(AssertUnwindSafe(|| scheduler.cancel(task)));
            first_panic = first_panic.or(dropped.err());
        }
        if !scheduler.running.get() {
            scheduler.stopped.set(false);
        }
        first_panic
    }

    #[track_caller]
    pub(super) fn start(&self, what: &str) -> Run<'_> {
        if let Some(outer) = context::scheduler() {
            refuse_inside_a_task(&outer, what);
        }
        self.start_turns(what)
    }

    #[track_caller]
    pub(super) fn start_turns(&self, what: &str) -> Run<'_> {
        if self.scheduler.running.get() {
            refuse_inside_a_task(&self.scheduler, what);
        }
        self.scheduler.stopped.set(false);
        self.scheduler.running.set(true);
        Run {
            scheduler: &self.scheduler,
            _entered: context::enter(&self.scheduler),
        }
    }
}

#[track_caller]
fn refuse_inside_a_task(scheduler: &Scheduler, what: &str) {
    let Some(current) = scheduler.current_task() else {
        return;
    };
    let task = scheduler.tasks.borrow().get(current).cloned();
    let Some(task) = task else {
        return;
    };
    let (name, header) = (
        crate::inspect::short_name(task.body.type_name()),
        &task.header,
    );
    let (number, at) = (header.number(), header.spawned_at());
    panic!(
        "`{what}` called inside task {number} `{name}`, spawned at {at}, which it would block: \
         `spawn` the coroutine, or wait for it by `yield_from!`"
    );
}

/// A run that is under way.
pub(super) struct Run<'a> {
    scheduler: &'a Scheduler,
    _entered: context::Entered,
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        self.scheduler.running.set(false);
        self.scheduler.stopped.set(false);
        self.scheduler.show_idle();
    }
}

/// Takes the main coroutine out of the line, however it ended.
pub(super) struct LeaveMain<'a>(pub(super) &'a Scheduler, pub(super) &'a SharedTask);

impl Drop for LeaveMain<'_> {
    fn drop(&mut self) {
        self.0.leave(self.1);
    }
}
