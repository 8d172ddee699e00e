//! Delegates that are run through a `&mut` to a place of their caller's.
//!
//! `yield_from!(&mut inner)` runs what a variable of the function holds, which can be gone on with afterwards. No state
//! can hold a reference to what lies beside it, so the reference is taken anew for each step:
//!
//! ```
//! use coro_core::machine::*;
//!
//! let mut numbers = 1..3;
//! assert_eq!(Coroutine::resume(&mut Stepped(&mut numbers).step(), ()), Yielded(1));
//! assert_eq!(Coroutine::resume(&mut Stepped(&mut numbers).step(), ()), Yielded(2));
//! assert_eq!(Coroutine::resume(&mut Stepped(&mut numbers).step(), ()), Complete(()));
//! ```
//!
//! A coroutine, a future or an iterator is told apart as in `delegate.rs`. What is only `IntoIterator` is none of
//! these: it would begin anew at each step.

use core::convert::Infallible;
use core::future::Future;

use super::{Iterating, Polling};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState};

/// What a state holds instead of the reference. Nobody resumes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Through;

impl Coroutine for Through {
    type Yield = Infallible;
    type Return = ();

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<Infallible, ()> {
        CoroutineState::Complete(())
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show_type::<Self>(Some(&"(a variable)"));
    }
}

/// A reference to what takes a step.
#[derive(Debug)]
pub struct Stepped<T>(
    /// The reference.
    pub T,
);

/// First choice: a coroutine, as it is.
impl<'p, C: Coroutine + ?Sized> Stepped<&'p mut C> {
    /// What takes the step.
    #[inline]
    pub fn step(self) -> &'p mut C {
        self.0
    }
}

/// Second choice: a future that may be moved.
pub trait StepFuture {
    /// What polls the future.
    type Step;

    /// What takes the step.
    fn step(self) -> Self::Step;
}

impl<'p, F: Future + Unpin + ?Sized> StepFuture for Stepped<&'p mut F> {
    type Step = Polling<&'p mut F>;

    #[inline]
    fn step(self) -> Polling<&'p mut F> {
        Polling::new(self.0)
    }
}

/// Third choice: an iterator.
pub trait StepIterator {
    /// What takes the item.
    type Step<'s>
    where
        Self: 's;

    /// What takes the step.
    fn step(&mut self) -> Self::Step<'_>;
}

impl<I: Iterator + ?Sized> StepIterator for Stepped<&mut I> {
    type Step<'s>
        = Iterating<&'s mut I>
    where
        Self: 's;

    #[inline]
    fn step(&mut self) -> Iterating<&mut I> {
        Iterating::new(self.0)
    }
}
