//! What generated code calls, and nothing else.
//!
//! `coro!` turns a function into one enum of states and one closure that takes
//! a step, and hands both to [`machine`]:
//!
//! ```
//! use coro_core::machine::{Complete, Coroutine, CoroutineState, Frame, Wait, Yielded};
//! use coro_core::machine::{finished, machine, panicked, replace};
//!
//! // coro! { fn greet(name: String) -> usize { yield_wait!(); name.len() } }
//! fn greet(name: String) -> impl Coroutine<(), Yield = Wait, Return = usize> {
//!     enum State<Name> {
//!         Start { name: Name },
//!         Wait1 { name: Name },
//!         Running,
//!         Done,
//!     }
//!     impl<Name> Frame for State<Name> {
//!         fn poison(&mut self) {
//!             if !matches!(self, State::Done) {
//!                 *self = State::Running;
//!             }
//!         }
//!     }
//!     machine(State::Start { name }, |state: &mut State<_>, (): ()| -> CoroutineState<Wait, usize> {
//!         match replace(state, State::Running) {
//!             State::Start { name } => {
//!                 *state = State::Wait1 { name };
//!                 Yielded(Wait)
//!             }
//!             State::Wait1 { name } => {
//!                 let name: String = name;
//!                 *state = State::Done;
//!                 Complete(name.len())
//!             }
//!             State::Running => panicked(),
//!             State::Done => {
//!                 *state = State::Done;
//!                 finished()
//!             }
//!         }
//!     })
//! }
//!
//! let mut greeting = greet("Ada".to_string());
//! assert_eq!(greeting.resume(()), Yielded(Wait));
//! assert_eq!(greeting.resume(()), Complete(3));
//! ```
//!
//! Nothing here is meant to be written by hand, and nothing here is promised to
//! stay: the macro and this module change together.

mod dead;
mod no_drop;
mod question;

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

pub use core::mem::replace;
pub use core::ops::ControlFlow::{Break, Continue};

pub use self::dead::{Dead, KeepDropping, KeepNoCopy, KeepNoDrop};
pub use self::no_drop::{Borrowing, NoDrop, Unknown};
pub use self::question::{FromResidual, Try};
pub use crate::CoroutineState::{Complete, Yielded};
pub use crate::adapt::delegate::{
    DelegateCoroutine, DelegateFuture, DelegateIterator, DelegateLending, DelegateUnpinFuture,
    From, Lent,
};
pub use crate::adapt::refuse::{
    DelegateNoLending, DelegateNothing, DelegateReceiving, LendTo, YieldFrom,
};
pub use crate::{Coroutine, CoroutineState, FromYield, Wait};

/// A coroutine: where it stands, and the closure that takes a step from there.
///
/// All that can be said of it is said of its state. The closure captures
/// nothing, or what the expression form of `coro!` captures.
#[derive(Clone, Copy)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Machine<S, F> {
    state: S,
    step: F,
}

/// Makes a coroutine of its first state and its step.
///
/// `F` has no bound on purpose. With one, rustc would take the closure's
/// signature from the bound; without, it takes it from the closure's written
/// parameters, so that a `world: &mut World` is lent for each step anew.
#[inline]
pub fn machine<S, F>(state: S, step: F) -> Machine<S, F> {
    Machine { state, step }
}

/// The states of a machine.
pub trait Frame {
    /// Drops all that is alive in a state left by a panic, so that the machine
    /// never runs again. A machine that returned stays as it is.
    fn poison(&mut self);
}

/// Poisons the state when it is dropped, which only a panic does.
///
/// What is parked in the state thus dies during the unwinding, as a local
/// variable does: a mutex guard unlocks and poisons its mutex.
struct PoisonOnUnwind<'a, S: Frame> {
    state: &'a mut S,
}

impl<S: Frame> Drop for PoisonOnUnwind<'_, S> {
    #[cold]
    fn drop(&mut self) {
        self.state.poison();
    }
}

impl<S, F, A, Y, T> Coroutine<A> for Machine<S, F>
where
    S: Frame,
    F: FnMut(&mut S, A) -> CoroutineState<Y, T>,
{
    type Yield = Y;
    type Return = T;

    #[inline]
    fn resume(&mut self, arg: A) -> CoroutineState<Y, T> {
        let unwinding = PoisonOnUnwind {
            state: &mut self.state,
        };
        let reached = (self.step)(unwinding.state, arg);
        core::mem::forget(unwinding);
        reached
    }
}

impl<S: fmt::Debug, F> fmt::Debug for Machine<S, F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(formatter)
    }
}

impl<S: PartialEq, F> PartialEq for Machine<S, F> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl<S: Eq, F> Eq for Machine<S, F> {}

impl<S: PartialOrd, F> PartialOrd for Machine<S, F> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.state.partial_cmp(&other.state)
    }
}

impl<S: Ord, F> Ord for Machine<S, F> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.state.cmp(&other.state)
    }
}

impl<S: Hash, F> Hash for Machine<S, F> {
    #[inline]
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.state.hash(hasher);
    }
}

/// What a machine does that is resumed after it panicked.
///
/// # Panics
///
/// Always.
#[cold]
#[inline(never)]
#[track_caller]
pub fn panicked() -> ! {
    panic!("`coroutine` resumed after it panicked")
}

/// What a machine does that is resumed after it returned.
///
/// # Panics
///
/// Always.
#[cold]
#[inline(never)]
#[track_caller]
pub fn finished() -> ! {
    panic!("`coroutine` resumed after it returned")
}
