//! The inside of a loop: tasks, the line of those that are ready, timers. How they take turns is in `turn.rs`.
//!
//! One [`turn`](Scheduler::turn) resumes each task once that was in line when it
//! began, in order. A task that paused barely goes to the end of the line, one
//! that parked is only among the tasks until it is woken. So a turn costs what
//! its tasks cost, however many are parked, and tasks that only ever say
//! `yield_wait!()` take turns in the order in which they were spawned.
//!
//! Nothing is borrowed while user code runs (a resume, a drop, a waker): any of
//! it may spawn, wake and cancel.

mod turn;

use core::cell::{Cell, RefCell};
use core::fmt;
use core::panic::Location;
use core::sync::atomic::Ordering;
use core::task::Waker;
use std::boxed::Box;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::vec::Vec;

use super::clock::Clock;
use super::context::Target;
use super::task::{Header, Main, RunState, SharedTask, Staged, TaskCell, TaskId};
use super::tasks::Tasks;
use super::time::{instant, since_origin};
use super::timers::{TimerKey, Timers};
use super::waker::Remote;
use crate::{Coroutine, Wait};

/// How often a loop looks for wakes from outside before it parks: a microsecond or so.
const LOOKS_BEFORE_PARKING: u32 = 32;

/// Whom a timer wakes. Small: there may be a million.
#[derive(Debug)]
pub(crate) enum TimerTarget {
    Task(TaskId),
    Other(Box<Target>),
}

/// Why nothing goes on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Halt {
    Stopped,
    Deadlock,
}

/// The inside of a loop.
pub(crate) struct Scheduler {
    pub(crate) remote: Arc<Remote>,
    clock: Box<dyn Clock>,
    pub(super) tasks: RefCell<Tasks>,
    ready: RefCell<VecDeque<TaskId>>,
    timers: RefCell<Timers<TimerTarget>>,
    /// The task that is being resumed.
    current: Cell<TaskId>,
    /// The time when the clock was last read.
    now: Cell<u64>,
    /// Up to when timers have fired.
    fired: Cell<u64>,
    resumes: Cell<u32>,
    /// The state of the generator that shuffles each turn.
    shuffle: Cell<Option<u64>>,
    /// No task is to be resumed any more; what is spawned is dropped at once.
    pub(super) stopped: Cell<bool>,
    /// Whether a `run` or a `tick` is under way.
    pub(super) running: Cell<bool>,
    /// The loop was dropped.
    pub(super) closed: Cell<bool>,
    /// Whether a monitor wants to see each task that is resumed.
    pub(super) watched: Cell<bool>,
    /// What is noted of each step.
    #[cfg(feature = "watch")]
    pub(super) recorder: super::record::Recorder,
    /// The spans of the tasks.
    #[cfg(feature = "tracing")]
    pub(super) spans: super::spans::Spans,
    /// The list of woken tasks that is not in use.
    spare: Cell<Vec<TaskId>>,
}

impl fmt::Debug for Scheduler {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Scheduler")
            .field("loop_id", &self.remote.loop_id)
            .finish_non_exhaustive()
    }
}

impl Scheduler {
    pub(crate) fn new(loop_id: u32, clock: Box<dyn Clock>, seed: Option<u64>) -> Self {
        let now = since_origin(clock.now());
        Scheduler {
            remote: Arc::new(Remote::new(loop_id)),
            clock,
            tasks: RefCell::new(Tasks::new()),
            ready: RefCell::new(VecDeque::new()),
            timers: RefCell::new(Timers::new()),
            current: Cell::new(TaskId::NONE),
            now: Cell::new(now),
            fired: Cell::new(0),
            resumes: Cell::new(0),
            shuffle: Cell::new(seed),
            stopped: Cell::new(false),
            running: Cell::new(false),
            closed: Cell::new(false),
            watched: Cell::new(false),
            #[cfg(feature = "watch")]
            recorder: super::record::Recorder::default(),
            #[cfg(feature = "tracing")]
            spans: super::spans::Spans::default(),
            spare: Cell::new(Vec::new()),
        }
    }

    #[inline]
    pub(crate) fn loop_id(&self) -> u32 {
        self.remote.loop_id
    }

    #[inline]
    pub(crate) fn current_task(&self) -> Option<TaskId> {
        let current = self.current.get();
        (current != TaskId::NONE).then_some(current)
    }

    /// The time, in nanoseconds since the origin.
    pub(crate) fn now(&self) -> u64 {
        let now = since_origin(self.clock.now());
        self.now.set(now);
        now
    }

    pub(crate) fn spawn<C>(
        self: &Rc<Self>,
        coroutine: C,
        at: &'static Location<'static>,
    ) -> Rc<TaskCell<Staged<C>>>
    where
        C: Coroutine<Yield = Wait> + 'static,
    {
        let task = self.tasks.borrow_mut().insert(at, |index, number, site| {
            // Unlike `new` it makes the cell where it stays: nothing is made beside it first.
            Rc::new_cyclic(|_| TaskCell {
                header: Header::new(self, index, number, site),
                body: Staged::new(coroutine),
            })
        });
        #[cfg(feature = "watch")]
        if self.recorder.is_on.get() {
            self.record_spawn(&(task.clone() as SharedTask));
        }
        #[cfg(feature = "tracing")]
        self.trace_spawn(&(task.clone() as SharedTask));
        if self.stopped.get() {
            self.cancel(&(task.clone() as SharedTask));
        } else {
            self.put_in_line(task.header.id);
        }
        task
    }

    /// Puts the coroutine of a `run_until_complete` in line.
    pub(crate) fn enlist_main(
        self: &Rc<Self>,
        type_name: &'static str,
        at: &'static Location<'static>,
    ) -> SharedTask {
        let task = self.tasks.borrow_mut().insert(at, |index, number, site| {
            Rc::new(TaskCell {
                header: Header::new(self, index, number, site),
                body: Main { type_name },
            })
        });
        #[cfg(feature = "tracing")]
        self.trace_spawn(&(task.clone() as SharedTask));
        self.put_in_line(task.header.id);
        task
    }

    /// The task that is being resumed.
    #[inline]
    pub(crate) fn current_shared(&self) -> Option<SharedTask> {
        self.task(self.current.get())
    }

    /// The task with this id, if it has not ended.
    #[inline]
    fn task(&self, id: TaskId) -> Option<SharedTask> {
        self.tasks.borrow().get(id).cloned()
    }

    /// Puts the task with this id in line, if it is parked.
    pub(crate) fn wake_by_id(&self, id: TaskId) {
        if let Some(task) = self.task(id) {
            task.wake();
        }
    }

    #[inline]
    pub(super) fn put_in_line(&self, task: TaskId) {
        self.ready.borrow_mut().push_back(task);
    }

    /// Ends a task: its coroutine is dropped now, or at its next pause if it is
    /// being resumed.
    pub(crate) fn cancel(&self, task: &SharedTask) {
        let header = &task.header;
        match header.state.get() {
            RunState::Finished | RunState::Doomed => {}
            RunState::Running | RunState::Woken => header.state.set(RunState::Doomed),
            RunState::Queued | RunState::Parked => {
                let finished = Finishing {
                    scheduler: self,
                    task,
                };
                header.state.set(RunState::Finished);
                task.body.cancel();
                drop(finished);
            }
        }
    }

    /// Forgets a task that ended and wakes those who wait for it.
    pub(super) fn finish(&self, task: &SharedTask) {
        let header = &task.header;
        header.state.set(RunState::Finished);
        let removed = self.tasks.borrow_mut().remove(header.id);
        if let Some(mut extra) = header.take_extra() {
            extra.waiting.take().wake();
        }
        drop(removed);
    }

    /// Blocks the thread until something may be ready. `false`: nothing will
    /// ever be.
    pub(crate) fn wait(&self) -> bool {
        while !self.is_notified_soon() {
            let next = self.timers.borrow_mut().next_time();
            let Some(time) = next else {
                if !self.can_be_woken() {
                    return self.remote.is_notified();
                }
                std::thread::park();
                continue;
            };
            let now = self.now();
            let at_work = self.remote.jobs.load(Ordering::Acquire) > 0;
            if time <= now || (!at_work && self.clock.jump_to(instant(time))) {
                return true;
            }
            let pause = core::time::Duration::from_nanos(time - now);
            std::thread::park_timeout(self.clock.real(pause));
        }
        true
    }

    /// Looks for a moment whether something is woken from outside: to park and to be unparked takes two calls of
    /// the system and a change of threads, many times as long.
    fn is_notified_soon(&self) -> bool {
        for _ in 0..LOOKS_BEFORE_PARKING {
            if self.remote.is_notified() {
                return true;
            }
            core::hint::spin_loop();
        }
        self.remote.is_notified()
    }

    /// Whether anything outside of the loop may wake one of its tasks.
    fn can_be_woken(&self) -> bool {
        self.remote.jobs.load(Ordering::Acquire) > 0 || self.tasks.borrow_mut().has_outside_waker()
    }

    /// Something with the waker of a task, taken out of its place meanwhile.
    pub(crate) fn lend_waker<T>(&self, task: &SharedTask, look: impl FnOnce(&Waker) -> T) -> T {
        let lent = LentWaker {
            waker: Some(task.header.take_waker(&self.remote)),
            header: &task.header,
        };
        look(lent.waker.as_ref().expect("it is there until dropped"))
    }

    pub(crate) fn start_timer(&self, time: u64, target: TimerTarget) -> TimerKey {
        self.timers.borrow_mut().start(time, target)
    }

    /// Has a timer wake somebody else. `false` if it has fired.
    pub(crate) fn retarget_timer(&self, key: TimerKey, target: TimerTarget) -> bool {
        let mut timers = self.timers.borrow_mut();
        let old = timers
            .target(key)
            .map(|old| core::mem::replace(old, target));
        drop(timers);
        old.is_some()
    }

    pub(crate) fn cancel_timer(&self, key: TimerKey) {
        let target = self.timers.borrow_mut().cancel(key);
        drop(target);
    }

    /// Lets go of what is left in line and of timers whose coroutines are elsewhere.
    pub(super) fn clear(&self) {
        let ready = self.ready.take();
        let timers = self.timers.replace(Timers::new());
        drop((ready, timers));
    }

    pub(crate) fn last_look(&self) -> u64 {
        self.now.get()
    }

    /// The main coroutine left by a panic, or the run was stopped.
    pub(super) fn leave(&self, main: &SharedTask) {
        self.current.set(TaskId::NONE);
        self.finish(main);
    }
}

/// Forgets a task when its coroutine has been dropped, even if that panicked.
struct Finishing<'a> {
    scheduler: &'a Scheduler,
    task: &'a SharedTask,
}

impl Drop for Finishing<'_> {
    fn drop(&mut self) {
        self.scheduler.finish(self.task);
    }
}

/// A waker taken out of its task, which it is put back to.
struct LentWaker<'a> {
    waker: Option<Waker>,
    header: &'a Header,
}

impl Drop for LentWaker<'_> {
    fn drop(&mut self) {
        if let Some(waker) = self.waker.take() {
            self.header.put_waker(waker);
        }
    }
}
