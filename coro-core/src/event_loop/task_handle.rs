//! [`Task`]: what `spawn` gives, to wait for and to cancel.

use core::cell::Cell;
use core::fmt;
use std::rc::Rc;

use super::context;
use super::join_error::{Failure, JoinError};
use super::parked::Parked;
use super::scheduler::Scheduler;
use super::task::{Joinable, Staged, TaskCell, TaskId};
use super::wait_list::Place;
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// `T::clone`, where `T` has it.
type CloneOf<T> = fn(&T) -> T;

/// A coroutine that was spawned.
///
/// It is itself a coroutine, which waits for the task: `yield_from!(task)` or
/// `task.await` is worth what the task returns. A panic of the task goes on in
/// the one who waits for it. To have either as a value, wait for
/// [`into_result`](Task::into_result). To wait for it in passing, lend it:
/// `yield_from!(&mut task)`.
///
/// Dropping it changes nothing for the task, which goes on by itself.
///
/// It stays on the thread of its loop, as a [`Promise`](super::Promise) does and for the same reason. To be told on
/// another thread that a task has ended, resolve something there from inside the task, or send its result.
///
/// Where what it returns can be cloned the handle can be, too, and each clone is
/// worth a clone of the result. Without clones the result is given once.
///
/// ```
/// use coro_core::{EventLoop, Task, coro, spawn};
///
/// coro! {
///     fn answer() -> u32 {
///         yield_wait!();
///         42
///     }
///
///     fn half(of: Task<u32>) -> u32 {
///         yield_from!(of) / 2
///     }
///
///     fn all() -> (u32, u32) {
///         let answer = spawn(answer());
///         let half = spawn(half(answer.clone()));
///         (yield_from!(answer), yield_from!(half))
///     }
/// }
///
/// assert_eq!(EventLoop::run(all()), (42, 21));
/// ```
pub struct Task<T> {
    cell: Rc<TaskCell<dyn Joinable<T>>>,
    /// How the result is copied, once there are several handles.
    clone: Cell<Option<CloneOf<T>>>,
    place: Place,
}

impl<T> Task<T> {
    pub(super) fn new<C>(cell: Rc<TaskCell<Staged<C>>>) -> Self
    where
        C: Coroutine<Yield = Wait, Return = T> + 'static,
        T: 'static,
    {
        Task {
            cell,
            clone: Cell::new(None),
            place: Place::new(),
        }
    }

    /// Whether it returned, panicked or was cancelled.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.cell.header.is_finished()
    }

    /// Drops its coroutine, now or, if it is being resumed, at its next pause.
    /// A task that ended already keeps its result.
    ///
    /// ```
    /// use coro_core::{EventLoop, Promise};
    /// use std::rc::Rc;
    ///
    /// let event_loop = EventLoop::new();
    /// let promise = Promise::<()>::new();
    /// let task = event_loop.spawn(promise.clone());
    /// event_loop.run_until_stalled();
    /// task.cancel();
    /// assert!(task.is_finished());
    /// ```
    pub fn cancel(&self) {
        if !self.is_finished() {
            let _entered = context::enter(self.scheduler());
            let task = self
                .scheduler()
                .tasks
                .borrow()
                .get(self.cell.header.id)
                .cloned();
            if let Some(task) = task {
                self.scheduler().cancel(&task);
            }
        }
    }

    pub(super) fn id(&self) -> TaskId {
        self.cell.header.id
    }

    pub(super) fn scheduler(&self) -> &Rc<Scheduler> {
        &self.cell.header.scheduler
    }

    /// The number by which a dump calls it.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.cell.header.number()
    }

    /// Waits for it as `yield_from!(task)` does, but a panic and being cancelled
    /// are errors.
    ///
    /// ```
    /// use coro_core::{EventLoop, coro, spawn};
    ///
    /// coro! {
    ///     fn parse(text: &'static str) -> u32 {
    ///         yield_wait!();
    ///         text.parse().unwrap()
    ///     }
    ///
    ///     fn supervise() -> String {
    ///         match yield_from!(spawn(parse("seven")).into_result()) {
    ///             Ok(number) => number.to_string(),
    ///             Err(error) => error.to_string(),
    ///         }
    ///     }
    /// }
    ///
    /// assert!(EventLoop::run(supervise()).contains("`parse`"));
    /// ```
    pub fn into_result(self) -> Outcome<T> {
        Outcome { task: self }
    }

    #[track_caller]
    fn wait(&mut self) -> CoroutineState<Wait, Result<T, Failure>> {
        let header = &self.cell.header;
        if header.is_finished() {
            return CoroutineState::Complete(self.cell.body.result(self.clone.get()));
        }
        let here = context::with_scheduler(|scheduler| {
            Rc::ptr_eq(scheduler, self.scheduler()) && scheduler.current_task() == Some(header.id)
        });
        if here == Some(true) {
            self.waits_for_itself();
        }
        let parked = Parked::task(header.number());
        header.with_extra(|extra| extra.waiting.wait(&mut self.place, parked));
        CoroutineState::Yielded(Wait)
    }

    #[cold]
    #[track_caller]
    fn waits_for_itself(&self) -> ! {
        panic!(
            "task {} `{}`, spawned at {}, waits for itself",
            self.number(),
            crate::inspect::short_name(self.cell.body.type_name()),
            self.cell.header.spawned_at(),
        )
    }

    fn error(&self, failure: Failure) -> JoinError {
        let header = &self.cell.header;
        JoinError {
            number: header.number(),
            type_name: self.cell.body.type_name(),
            spawned_at: header.spawned_at(),
            failure,
        }
    }
}

impl<T> Coroutine for Task<T> {
    type Yield = Wait;
    type Return = T;

    #[track_caller]
    fn resume(&mut self, (): ()) -> CoroutineState<Wait, T> {
        match self.wait() {
            CoroutineState::Yielded(Wait) => CoroutineState::Yielded(Wait),
            CoroutineState::Complete(Ok(value)) => CoroutineState::Complete(value),
            CoroutineState::Complete(Err(failure)) => self.error(failure).panic(),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show_task(self.cell.header.number(), self.cell.body.type_name());
    }
}

impl<T: Clone> Clone for Task<T> {
    fn clone(&self) -> Self {
        self.clone.set(Some(T::clone));
        Task {
            cell: Rc::clone(&self.cell),
            clone: Cell::new(Some(T::clone)),
            place: Place::new(),
        }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        let header = &self.cell.header;
        if self.place.is_taken() && !header.is_finished() {
            let left = header.with_extra(|extra| extra.waiting.leave(&mut self.place));
            drop(left);
        }
    }
}

impl<T> fmt::Debug for Task<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Task")
            .field("number", &self.number())
            .field(
                "name",
                &crate::inspect::short_name(self.cell.body.type_name()),
            )
            .field("is_finished", &self.is_finished())
            .finish()
    }
}

/// Waits for a task, with an error where it has no result: [`Task::into_result`]
/// makes it.
#[derive(Debug)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Outcome<T> {
    task: Task<T>,
}

impl<T> Coroutine for Outcome<T> {
    type Yield = Wait;
    type Return = Result<T, JoinError>;

    #[track_caller]
    fn resume(&mut self, (): ()) -> CoroutineState<Wait, Result<T, JoinError>> {
        match self.task.wait() {
            CoroutineState::Yielded(Wait) => CoroutineState::Yielded(Wait),
            CoroutineState::Complete(result) => {
                CoroutineState::Complete(result.map_err(|failure| self.task.error(failure)))
            }
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        Coroutine::inspect(&self.task, inspector);
    }
}
