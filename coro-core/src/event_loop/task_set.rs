//! The tasks of a scope, in the order in which they were spawned.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::vec::Vec;

use super::context;
use super::scheduler::Scheduler;
use super::task::TaskId;
use super::task_handle::Task;

/// Tasks that can be cancelled together.
#[derive(Debug, Default)]
pub(crate) struct TaskSet {
    /// `None` while one is being spawned.
    tasks: BTreeMap<u64, Option<TaskId>>,
    scheduler: Option<Rc<Scheduler>>,
    next: u64,
    closed: bool,
}

impl TaskSet {
    pub(crate) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// A place for a task that is about to be spawned.
    pub(crate) fn reserve(&mut self) -> u64 {
        let place = self.next;
        self.next += 1;
        self.tasks.insert(place, None);
        place
    }

    /// Puts the task in its place. Says whether the set was cancelled.
    pub(crate) fn put<T>(&mut self, place: u64, task: &Task<T>) -> bool {
        // It is not there if the loop has already dropped it.
        if let Some(reserved) = self.tasks.get_mut(&place) {
            *reserved = Some(task.id());
            self.scheduler
                .get_or_insert_with(|| Rc::clone(task.scheduler()));
        }
        self.closed
    }

    /// Takes a task off that ended. Says whether it was the last one.
    pub(crate) fn remove(&mut self, place: u64) -> bool {
        self.tasks.remove(&place);
        self.tasks.is_empty()
    }

    /// From now on tasks are cancelled when they are spawned. Gives those that
    /// are there.
    pub(crate) fn close(&mut self) -> Cancelling {
        self.closed = true;
        Cancelling {
            tasks: self.tasks.values().flatten().copied().collect(),
            scheduler: self.scheduler.clone(),
        }
    }
}

/// Tasks that are about to be cancelled, for when nothing is borrowed.
pub(crate) struct Cancelling {
    tasks: Vec<TaskId>,
    scheduler: Option<Rc<Scheduler>>,
}

impl Cancelling {
    pub(crate) fn cancel(self) {
        let Some(scheduler) = self.scheduler else {
            return;
        };
        let _entered = context::enter(&scheduler);
        for id in self.tasks {
            let task = scheduler.tasks.borrow().get(id).cloned();
            if let Some(task) = task {
                scheduler.cancel(&task);
            }
        }
    }
}
