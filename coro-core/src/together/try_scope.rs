//! Tasks that can fail, none of which outlives its scope: `TryScope`.
//!
//! Each task is wrapped ([`Scoped`]): the wrapping keeps its error or its panic
//! for the scope, and its drop, however it comes about, takes the task off the
//! scope's list.

use core::any::Any;
use core::cell::RefCell;
use core::fmt;
use core::panic::AssertUnwindSafe;
use std::boxed::Box;
use std::panic::{catch_unwind, resume_unwind};
use std::rc::Rc;

use crate::event_loop::{EventLoop, Parked, Place, Task, TaskSet, WaitList};
use crate::inspect::Inspector;
use crate::machine::finished;
use crate::{Coroutine, CoroutineState, Wait};

/// Tasks none of which outlives the scope.
///
/// [`join`](TryScope::join) waits until all have ended. The first that returns an
/// error or panics has the rest cancelled, and `join` gives its error or panics as
/// it did. Dropping the scope, or its `join`, cancels its tasks: so they end with
/// whoever waits for them, with a `?` before, with a
/// [`timeout`](crate::timeout) around, with a scope further out.
///
/// ```
/// use coro_core::together::TryScope;
/// use coro_core::{EventLoop, VirtualClock, coro, sleep};
/// use std::time::Duration;
///
/// coro! {
///     fn fetch(page: u64) -> Result<(), String> {
///         yield_from!(sleep(Duration::from_secs(page)));
///         if page == 2 {
///             return Err(format!("page {page} is gone"));
///         }
///         Ok(())
///     }
///
///     fn fetch_all() -> Result<(), String> {
///         let scope = TryScope::new();
///         for page in 1..=1000 {
///             scope.spawn(fetch(page));
///         }
///         yield_from!(scope.join())
///     }
/// }
///
/// let clock = VirtualClock::new();
/// let event_loop = EventLoop::with_clock(clock.clone());
/// let fetched = event_loop.run_until_complete(fetch_all()).unwrap();
/// assert_eq!(fetched, Err("page 2 is gone".to_string()));
/// assert_eq!(clock.elapsed(), Duration::from_secs(2));
/// ```
#[must_use = "dropping a scope cancels its tasks"]
pub struct TryScope<E> {
    handle: TryScopeHandle<E>,
}

/// Reaches a scope from inside of its tasks: [`TryScope::handle`] makes it.
pub struct TryScopeHandle<E> {
    shared: Rc<Shared<E>>,
}

struct Shared<E> {
    tasks: RefCell<TaskSet>,
    failure: RefCell<Option<Failure<E>>>,
    waiting: RefCell<WaitList>,
}

enum Failure<E> {
    Error(E),
    Panic(Box<dyn Any + Send>),
}

impl<E: 'static> TryScope<E> {
    /// A scope without tasks.
    pub fn new() -> Self {
        TryScope {
            handle: TryScopeHandle {
                shared: Rc::new(Shared {
                    tasks: RefCell::default(),
                    failure: RefCell::new(None),
                    waiting: RefCell::default(),
                }),
            },
        }
    }

    /// Spawns a task of the scope on the loop that runs. One that fails has the
    /// others cancelled; to who waits for its handle it was cancelled as well.
    ///
    /// # Panics
    ///
    /// Outside a loop.
    #[track_caller]
    pub fn spawn<C, T>(&self, coroutine: C) -> Task<T>
    where
        C: Coroutine<Yield = Wait, Return = Result<T, E>> + 'static,
        T: 'static,
    {
        self.handle.spawn(coroutine)
    }

    /// What tasks can be given to spawn others in the scope.
    #[must_use]
    pub fn handle(&self) -> TryScopeHandle<E> {
        self.handle.clone()
    }

    /// Cancels all of its tasks. What is spawned in it later is cancelled at once.
    pub fn cancel(&self) {
        self.handle.cancel();
    }

    /// Waits until all of its tasks have ended.
    pub fn join(self) -> TryScopeJoin<E> {
        TryScopeJoin {
            scope: Some(self),
            place: Place::new(),
        }
    }
}

impl<E: 'static> Default for TryScope<E> {
    fn default() -> Self {
        TryScope::new()
    }
}

impl<E> Drop for TryScope<E> {
    fn drop(&mut self) {
        self.handle.shared.cancel();
    }
}

impl<E: 'static> TryScopeHandle<E> {
    /// As [`TryScope::spawn`].
    ///
    /// # Panics
    ///
    /// Outside a loop.
    #[track_caller]
    pub fn spawn<C, T>(&self, coroutine: C) -> Task<T>
    where
        C: Coroutine<Yield = Wait, Return = Result<T, E>> + 'static,
        T: 'static,
    {
        let event_loop = EventLoop::current();
        let place = self.shared.tasks.borrow_mut().reserve();
        let task = event_loop.spawn(Scoped {
            coroutine,
            place,
            shared: Rc::clone(&self.shared),
        });
        let cancelled = self.shared.tasks.borrow_mut().put(place, &task);
        if cancelled {
            task.cancel();
        }
        task
    }

    /// As [`TryScope::cancel`].
    pub fn cancel(&self) {
        self.shared.cancel();
    }
}

impl<E> Clone for TryScopeHandle<E> {
    fn clone(&self) -> Self {
        TryScopeHandle {
            shared: Rc::clone(&self.shared),
        }
    }
}

impl<E> Shared<E> {
    fn cancel(&self) {
        let cancelling = self.tasks.borrow_mut().close();
        cancelling.cancel();
    }

    /// Keeps why the first task failed, and cancels all.
    fn fail(&self, failure: Failure<E>) {
        let mut first = self.failure.borrow_mut();
        if first.is_none() {
            *first = Some(failure);
        }
        drop(first);
        self.cancel();
    }
}

/// A task of a scope.
struct Scoped<C, E> {
    coroutine: C,
    place: u64,
    shared: Rc<Shared<E>>,
}

impl<C, T, E> Coroutine for Scoped<C, E>
where
    C: Coroutine<Yield = Wait, Return = Result<T, E>>,
{
    type Yield = Wait;
    type Return = T;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, T> {
        let failure = match catch_unwind(AssertUnwindSafe(|| self.coroutine.resume(()))) {
            Ok(CoroutineState::Yielded(Wait)) => return CoroutineState::Yielded(Wait),
            Ok(CoroutineState::Complete(Ok(value))) => return CoroutineState::Complete(value),
            Ok(CoroutineState::Complete(Err(error))) => Failure::Error(error),
            Err(payload) => Failure::Panic(payload),
        };
        // All are cancelled, this one, which is being resumed, at its pause.
        self.shared.fail(failure);
        CoroutineState::Yielded(Wait)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.coroutine.inspect(inspector);
    }
}

impl<C, E> Drop for Scoped<C, E> {
    fn drop(&mut self) {
        let is_last = self.shared.tasks.borrow_mut().remove(self.place);
        if is_last {
            let waiting = self.shared.waiting.borrow_mut().take();
            waiting.wake();
        }
    }
}

/// Waits for the tasks of a scope: [`TryScope::join`] makes it.
#[must_use = "dropping it cancels the scope's tasks"]
pub struct TryScopeJoin<E> {
    scope: Option<TryScope<E>>,
    place: Place,
}

impl<E> Coroutine for TryScopeJoin<E> {
    type Yield = Wait;
    type Return = Result<(), E>;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, Result<(), E>> {
        let Some(scope) = &self.scope else {
            finished();
        };
        let shared = &scope.handle.shared;
        if !shared.tasks.borrow().is_empty() {
            shared
                .waiting
                .borrow_mut()
                .wait(&mut self.place, Parked::several());
            return CoroutineState::Yielded(Wait);
        }
        let failure = shared.failure.borrow_mut().take();
        self.scope = None;
        match failure {
            None => CoroutineState::Complete(Ok(())),
            Some(Failure::Error(error)) => CoroutineState::Complete(Err(error)),
            Some(Failure::Panic(payload)) => resume_unwind(payload),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("scope", None);
    }
}

impl<E> fmt::Debug for TryScope<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.handle.fmt(formatter)
    }
}

impl<E> fmt::Debug for TryScopeHandle<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TryScope")
    }
}

impl<E> fmt::Debug for TryScopeJoin<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TryScopeJoin")
    }
}
