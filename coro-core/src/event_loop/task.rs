//! A coroutine that was spawned, and the handle to wait for it.
//!
//! One allocation holds all of a task ([`TaskCell`]): the [`Header`] that the
//! scheduler looks at, and the coroutine, whose place its result takes. What few
//! tasks need (a waker, a list of those who wait) is a box made when it is asked
//! for, so that a million sleeping tasks stay small.

use core::any::{Any, type_name};
use core::cell::{Cell, RefCell};
use core::fmt;
use core::mem::{needs_drop, replace};
use core::panic::{AssertUnwindSafe, Location};
use core::task::Waker;
use std::boxed::Box;
use std::panic::catch_unwind;
use std::rc::Rc;
use std::sync::{Arc, Weak};

use super::join_error::Failure;
use super::parked::{Parked, Since};
use super::scheduler::Scheduler;
use super::sites::Site;
use super::wait_list::WaitList;
use super::waker::{Remote, TaskWaker};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// The place of a task in its loop, and the low part of its number, which tells it from the others that had this place.
/// One word, as it is written and read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TaskId(u64);

impl TaskId {
    /// That of no task.
    pub(crate) const NONE: TaskId = TaskId(u64::MAX);

    #[inline]
    pub(crate) const fn new(index: u32, number: u64) -> TaskId {
        TaskId(((index as u64) << 32) | (number & 0xffff_ffff))
    }

    #[inline]
    pub(crate) const fn index(self) -> u32 {
        (self.0 >> 32) as u32
    }

    const fn number_low(self) -> u64 {
        self.0 & 0xffff_ffff
    }
}

/// What a task is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunState {
    /// It is in line to be resumed.
    Queued,
    /// It is being resumed.
    Running,
    /// It was woken while it was being resumed.
    Woken,
    /// Somebody asked for its end while it was being resumed.
    Doomed,
    /// It waits to be woken.
    Parked,
    /// It returned, panicked or was cancelled.
    Finished,
}

/// What the scheduler knows of a task. What each wake and resume looks at comes
/// first, beside the counts of the `Rc`.
#[repr(C)]
pub(crate) struct Header {
    pub(crate) state: Cell<RunState>,
    /// The high part of the number, of 48 bits: a million tasks a second are nine years. The low part is in the id.
    number_high: u16,
    /// Where it was spawned.
    site: Site,
    pub(crate) id: TaskId,
    /// The loop that it is a task of.
    pub(crate) scheduler: Rc<Scheduler>,
    pub(crate) parked: Cell<Parked<Since>>,
    extra: Cell<Option<Box<Extra>>>,
}

/// What few tasks need.
#[derive(Debug, Default)]
pub(crate) struct Extra {
    /// Its own, but while the loop is parked and somebody else holds one.
    own: Option<Own>,
    /// The same, to count who holds it.
    shared: Weak<TaskWaker>,
    pub(crate) waiting: WaitList,
}

/// The waker of a task, which is lent to what the task waits for.
#[derive(Debug)]
struct Own {
    shared: Arc<TaskWaker>,
    /// The same, unless it is lent.
    waker: Option<Waker>,
}

impl Header {
    pub(crate) fn new(scheduler: &Rc<Scheduler>, index: u32, number: u64, site: Site) -> Self {
        Header {
            state: Cell::new(RunState::Queued),
            number_high: (number >> 32) as u16,
            id: TaskId::new(index, number),
            site,
            scheduler: Rc::clone(scheduler),
            parked: Cell::new(Parked::No),
            extra: Cell::new(None),
        }
    }

    /// Counts all tasks of the loop: the number that a dump shows, and the order of spawning.
    #[inline]
    pub(crate) fn number(&self) -> u64 {
        u64::from(self.number_high) << 32 | self.id.number_low()
    }

    /// Where it was spawned.
    pub(crate) fn spawned_at(&self) -> &'static Location<'static> {
        self.scheduler.tasks.borrow().sites.location(self.site)
    }

    pub(crate) fn is_finished(&self) -> bool {
        self.state.get() == RunState::Finished
    }

    /// Something with the box, which is made if there is none. It must not run
    /// user code: the box is out of its place meanwhile.
    pub(crate) fn with_extra<T>(&self, look: impl FnOnce(&mut Extra) -> T) -> T {
        let mut extra = self.extra.take().unwrap_or_default();
        let seen = look(&mut extra);
        self.extra.set(Some(extra));
        seen
    }

    pub(crate) fn take_extra(&self) -> Option<Box<Extra>> {
        self.extra.take()
    }

    /// Puts the waker back.
    pub(crate) fn put_waker(&self, waker: Waker) {
        let unneeded = self.with_extra(|extra| match &mut extra.own {
            Some(own) => own.waker.replace(waker),
            None => Some(waker),
        });
        drop(unneeded);
    }

    /// Takes the waker, to lend it.
    pub(crate) fn take_waker(&self, remote: &Arc<Remote>) -> Waker {
        self.with_extra(|extra| {
            let shared = &mut extra.shared;
            let own = extra.own.get_or_insert_with(|| {
                let waker = shared.upgrade().unwrap_or_else(|| {
                    let made = Arc::new(TaskWaker::new(Arc::clone(remote), self.id));
                    *shared = Arc::downgrade(&made);
                    made
                });
                Own {
                    shared: waker,
                    waker: None,
                }
            });
            let waker = own.waker.take();
            waker.unwrap_or_else(|| Waker::from(Arc::clone(&own.shared)))
        })
    }

    /// It was taken off the list of those that are woken from outside.
    pub(crate) fn unlist_waker(&self) {
        self.with_extra(|extra| match &extra.own {
            Some(own) => own.shared.unlist(),
            None => drop(extra.shared.upgrade().map(|waker| waker.unlist())),
        });
    }

    /// Whether somebody but the task itself holds its waker. Then the task lets go of its own, so that the loop is told
    /// when the last of them does.
    pub(crate) fn has_outside_waker(&self) -> bool {
        let Some(mut extra) = self.extra.take() else {
            return false;
        };
        let count_own = |own: &Own| 1 + usize::from(own.waker.is_some());
        if extra.shared.strong_count() > extra.own.as_ref().map_or(0, count_own) {
            extra.own = None;
        }
        // again: who held it may have let go meanwhile
        let outside = extra.own.is_none() && extra.shared.strong_count() > 0;
        self.extra.set(Some(extra));
        outside
    }
}

/// What a step of a task led to.
pub(crate) enum Step {
    Paused,
    Finished,
    /// It is the coroutine of `run_until_complete`, which is not kept here.
    Main,
}

/// A task: what the scheduler knows of it, and its coroutine. The type of the
/// coroutine can be forgotten: [`SharedTask`].
pub(crate) struct TaskCell<B: ?Sized> {
    pub(crate) header: Header,
    pub(crate) body: B,
}

/// A task of a loop, shared by the scheduler and its handles.
pub(crate) type SharedTask = Rc<TaskCell<dyn Body>>;

impl TaskCell<dyn Body> {
    /// Puts it in line, if it is parked.
    #[inline]
    pub(crate) fn wake(&self) {
        match self.header.state.get() {
            RunState::Parked => {
                self.header.state.set(RunState::Queued);
                let scheduler = &self.header.scheduler;
                #[cfg(feature = "watch")]
                if scheduler.recorder.is_on.get() {
                    scheduler.record_wake(self.header.number());
                }
                #[cfg(feature = "tracing")]
                if scheduler.spans.is_on.get() {
                    scheduler.trace_wake(self.header.number());
                }
                scheduler.put_in_line(self.header.id);
            }
            RunState::Running => self.header.state.set(RunState::Woken),
            RunState::Queued | RunState::Woken | RunState::Doomed | RunState::Finished => {}
        }
    }
}

/// A coroutine in a task, its type forgotten.
pub(crate) trait Body {
    /// Resumes the coroutine, and keeps what it returns or panics with.
    fn step(&self) -> Step;

    /// Drops the coroutine.
    fn cancel(&self);

    /// The name of the coroutine's type.
    fn type_name(&self) -> &'static str;

    /// Shows where the coroutine stands, if it is here and not being resumed.
    fn inspect(&self, inspector: &mut Inspector<'_>);
}

/// A coroutine in a task that returns a `T`.
pub(crate) trait Joinable<T>: Body {
    /// What it returned. It is taken, or copied if there is something to copy
    /// it with.
    fn result(&self, clone: Option<fn(&T) -> T>) -> Result<T, Failure>;
}

/// A coroutine, or what has taken its place.
pub(crate) struct Staged<C: Coroutine> {
    stage: RefCell<Stage<C, C::Return>>,
}

enum Stage<C, T> {
    Running(C),
    Returned(T),
    /// In two boxes, as most results are smaller than a pointer to anything.
    Panicked(Box<Box<dyn Any + Send>>),
    Cancelled,
    /// Somebody has the result.
    Taken,
}

impl<C: Coroutine> Staged<C> {
    pub(crate) fn new(coroutine: C) -> Self {
        Staged {
            stage: RefCell::new(Stage::Running(coroutine)),
        }
    }

    /// Puts the result in the coroutine's place, which is dropped. A panic of its
    /// drop takes the place of the result.
    fn end_with(stage: &mut Stage<C, C::Return>, end: Stage<C, C::Return>) -> Step {
        let coroutine = replace(stage, end);
        if needs_drop::<C>()
            && let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(coroutine)))
        {
            let end = replace(stage, Stage::Panicked(Box::new(payload)));
            // A second panic must not leave the loop; the first one is told.
            let _ = catch_unwind(AssertUnwindSafe(|| drop(end)));
        }
        Step::Finished
    }
}

impl<C: Coroutine<Yield = Wait>> Body for Staged<C> {
    #[inline]
    fn step(&self) -> Step {
        let stage = &mut *self.stage.borrow_mut();
        let Stage::Running(coroutine) = stage else {
            return Step::Finished;
        };
        match catch_unwind(AssertUnwindSafe(|| coroutine.resume(()))) {
            Ok(CoroutineState::Yielded(Wait)) => Step::Paused,
            Ok(CoroutineState::Complete(value)) => Self::end_with(stage, Stage::Returned(value)),
            Err(payload) => Self::end_with(stage, Stage::Panicked(Box::new(payload))),
        }
    }

    fn cancel(&self) {
        let stage = replace(&mut *self.stage.borrow_mut(), Stage::Cancelled);
        drop(stage);
    }

    fn type_name(&self) -> &'static str {
        type_name::<C>()
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        if let Ok(stage) = self.stage.try_borrow()
            && let Stage::Running(coroutine) = &*stage
        {
            coroutine.inspect(inspector);
        }
    }
}

impl<C: Coroutine<Yield = Wait>> Joinable<C::Return> for Staged<C> {
    fn result(&self, clone: Option<fn(&C::Return) -> C::Return>) -> Result<C::Return, Failure> {
        let stage = &mut *self.stage.borrow_mut();
        if let (Stage::Returned(value), Some(clone)) = (&*stage, clone) {
            return Ok(clone(value));
        }
        match replace(stage, Stage::Taken) {
            Stage::Returned(value) => Ok(value),
            Stage::Panicked(payload) => Err(Failure::Panicked(*payload)),
            Stage::Cancelled => {
                *stage = Stage::Cancelled;
                Err(Failure::Cancelled)
            }
            Stage::Taken => Err(Failure::Taken),
            Stage::Running(_) => unreachable!("a task that is waited for has finished"),
        }
    }
}

/// Stands in line for the coroutine of `run_until_complete`, which lives on the
/// stack and may borrow.
pub(crate) struct Main {
    pub(crate) type_name: &'static str,
}

impl Body for Main {
    fn step(&self) -> Step {
        Step::Main
    }

    fn cancel(&self) {}

    fn type_name(&self) -> &'static str {
        self.type_name
    }

    fn inspect(&self, _: &mut Inspector<'_>) {}
}

impl<B: ?Sized> fmt::Debug for TaskCell<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "task {}", self.header.number())
    }
}

#[cfg(test)]
mod tests {
    use super::{Header, Stage};

    #[test]
    fn what_each_task_takes_is_small() {
        assert!(size_of::<Header>() <= 48);
        assert!(size_of::<Stage<u64, u32>>() <= 16);
    }
}
