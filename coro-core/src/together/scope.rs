//! Tasks none of which outlives its scope: `Scope`.

use core::convert::Infallible;

use super::try_scope::{TryScope, TryScopeHandle, TryScopeJoin};
use crate::event_loop::Task;
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// Tasks none of which outlives the scope; [`TryScope`] is the same for tasks
/// that return a `Result`.
///
/// [`join`](Scope::join) waits until all have ended. If one panics the rest are
/// cancelled and `join` panics as it did. Dropping the scope, or its `join`, cancels
/// its tasks.
///
/// ```
/// use coro_core::event_loop::Elapsed;
/// use coro_core::together::Scope;
/// use coro_core::{EventLoop, Promise, VirtualClock, coro, sleep, spawn, timeout};
/// use std::time::Duration;
///
/// coro! {
///     fn tick(every: u64) {
///         loop {
///             yield_from!(sleep(Duration::from_secs(every)));
///         }
///     }
///
///     /// The deadline ends the scope, and the scope its tasks.
///     fn a_minute() -> Result<(), Elapsed> {
///         let scope = Scope::new();
///         scope.spawn(tick(1));
///         scope.spawn(tick(7));
///         yield_from!(timeout(Duration::from_secs(60), scope.join()))
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// assert_eq!(event_loop.run_until_complete(a_minute()).unwrap(), Err(Elapsed));
/// assert_eq!(event_loop.dump().tasks().len(), 0);
/// ```
#[derive(Debug, Default)]
#[must_use = "dropping a scope cancels its tasks"]
pub struct Scope {
    scope: TryScope<Infallible>,
}

/// Reaches a scope from inside of its tasks: [`Scope::handle`] makes it.
#[derive(Clone, Debug)]
pub struct ScopeHandle {
    handle: TryScopeHandle<Infallible>,
}

/// A coroutine that cannot fail, where one is asked for that can.
struct CannotFail<C>(C);

impl<C: Coroutine<Yield = Wait>> Coroutine for CannotFail<C> {
    type Yield = Wait;
    type Return = Result<C::Return, Infallible>;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, Self::Return> {
        match self.0.resume(()) {
            CoroutineState::Yielded(Wait) => CoroutineState::Yielded(Wait),
            CoroutineState::Complete(value) => CoroutineState::Complete(Ok(value)),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.0.inspect(inspector);
    }
}

impl Scope {
    /// A scope without tasks.
    pub fn new() -> Self {
        Scope::default()
    }

    /// Spawns a task of the scope on the loop that runs.
    ///
    /// # Panics
    ///
    /// Outside a loop.
    #[track_caller]
    pub fn spawn<C>(&self, coroutine: C) -> Task<C::Return>
    where
        C: Coroutine<Yield = Wait> + 'static,
        C::Return: 'static,
    {
        self.scope.spawn(CannotFail(coroutine))
    }

    /// What tasks can be given to spawn others in the scope.
    #[must_use]
    pub fn handle(&self) -> ScopeHandle {
        ScopeHandle {
            handle: self.scope.handle(),
        }
    }

    /// Cancels all of its tasks. What is spawned in it later is cancelled at once.
    pub fn cancel(&self) {
        self.scope.cancel();
    }

    /// Waits until all of its tasks have ended.
    pub fn join(self) -> ScopeJoin {
        ScopeJoin {
            join: self.scope.join(),
        }
    }
}

impl ScopeHandle {
    /// As [`Scope::spawn`].
    ///
    /// # Panics
    ///
    /// Outside a loop.
    #[track_caller]
    pub fn spawn<C>(&self, coroutine: C) -> Task<C::Return>
    where
        C: Coroutine<Yield = Wait> + 'static,
        C::Return: 'static,
    {
        self.handle.spawn(CannotFail(coroutine))
    }

    /// As [`Scope::cancel`].
    pub fn cancel(&self) {
        self.handle.cancel();
    }
}

/// Waits for the tasks of a scope: [`Scope::join`] makes it.
#[derive(Debug)]
#[must_use = "dropping it cancels the scope's tasks"]
pub struct ScopeJoin {
    join: TryScopeJoin<Infallible>,
}

impl Coroutine for ScopeJoin {
    type Yield = Wait;
    type Return = ();

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, ()> {
        match self.join.resume(()) {
            CoroutineState::Yielded(Wait) => CoroutineState::Yielded(Wait),
            CoroutineState::Complete(Ok(())) => CoroutineState::Complete(()),
            CoroutineState::Complete(Err(never)) => match never {},
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.join.inspect(inspector);
    }
}
