//! What `yield_from!` accepts, told apart by autoref: a coroutine, a future or
//! an iterator.
//!
//! Generated code writes `From::new(c).delegate()`. Rust tries a method of the type's own
//! before one of a trait, one that takes `self` before one that takes `&self`, that before
//! one that takes `&mut self`, and last what the type is a `Deref` to. A method whose bounds
//! do not hold is passed by:
//!
//! ```
//! use coro_core::machine::*;
//!
//! let mut delegate = From::new(1..3).delegate();
//! assert_eq!(delegate.resume(()), Yielded(1));
//! assert_eq!(delegate.resume(()), Yielded(2));
//! assert_eq!(delegate.resume(()), Complete(()));
//!
//! let mut delegate = From::new(async { 7 }).delegate();
//! assert_eq!(delegate.resume(()), Complete(7));
//! ```
//!
//! | `delegate` | takes | what |
//! | --- | --- | --- |
//! | of `From` itself | `self` | a coroutine, as it is |
//! | [`DelegateUnpinFuture`] | `self` | a future held directly |
//! | [`DelegateFuture`] | `&self` | a future that must be pinned on the heap |
//! | [`DelegateIterator`] | `&mut self` | an iterator |
//! | of [`Refused`], which it is a `Deref` to | | an error: `refuse.rs` |
//!
//! It does not run them: see `iterating.rs` and `polling.rs`.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;
use core::cell::Cell;
use core::fmt;
use core::future::IntoFuture;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
#[cfg(feature = "alloc")]
use core::pin::Pin;

use super::refuse::Refused;
use super::{Iterating, Polling};
use crate::Coroutine;

/// Said where a value is taken out of the wrapper that autoref looks through.
const ONCE: &str = "`delegate` is called once";

/// What `yield_from!` was given, and the type it receives.
///
/// `R` is part of the type, so that a coroutine with two `resume`s is run by the
/// right one.
pub struct From<T, R> {
    value: Cell<Option<T>>,
    refused: Refused<T, R>,
}

impl<T> From<T, ()> {
    /// `yield_from!(value)`: it receives `()`.
    #[inline]
    pub fn new(value: T) -> From<T, ()> {
        From {
            value: Cell::new(Some(value)),
            refused: Refused(PhantomData),
        }
    }

    /// `yield_from!(value, &mut place)`: what it receives is left open, so that
    /// one coroutine can be lent a different lifetime at each step.
    #[inline]
    pub fn lent(value: T) -> Lent<T> {
        Lent { value }
    }
}

impl<T, R> From<T, R> {
    /// `yield_from!(value, first)`: it receives what `first` is.
    #[inline]
    pub fn given(value: T, _first: &Option<R>) -> From<T, R> {
        From {
            value: Cell::new(Some(value)),
            refused: Refused(PhantomData),
        }
    }
}

impl<T, R> Deref for From<T, R> {
    type Target = Refused<T, R>;

    fn deref(&self) -> &Refused<T, R> {
        &self.refused
    }
}

impl<T, R> DerefMut for From<T, R> {
    fn deref_mut(&mut self) -> &mut Refused<T, R> {
        &mut self.refused
    }
}

impl<T, R> fmt::Debug for From<T, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("From")
    }
}

/// What `yield_from!` was given together with a place to lend.
pub struct Lent<T> {
    value: T,
}

impl<T> fmt::Debug for Lent<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Lent")
    }
}

/// First choice: a coroutine, as it is.
impl<T: Coroutine<R>, R> From<T, R> {
    /// The coroutine to resume.
    #[inline]
    pub fn delegate(self) -> T {
        self.value.into_inner().expect(ONCE)
    }
}

/// Second choice: a future that may be moved.
pub trait DelegateUnpinFuture {
    /// What polls the future.
    type Delegate;

    /// The coroutine to resume.
    fn delegate(self) -> Self::Delegate;
}

impl<T, R> DelegateUnpinFuture for From<T, R>
where
    T: IntoFuture<IntoFuture: Unpin>,
{
    type Delegate = Polling<T::IntoFuture>;

    #[inline]
    fn delegate(self) -> Self::Delegate {
        Polling::new(self.value.into_inner().expect(ONCE).into_future())
    }
}

/// Third choice: a future that has to be pinned, which takes a box.
pub trait DelegateFuture {
    /// What polls the future.
    type Delegate;

    /// The coroutine to resume.
    fn delegate(&self) -> Self::Delegate;
}

#[cfg(feature = "alloc")]
impl<T: IntoFuture, R> DelegateFuture for From<T, R> {
    type Delegate = Polling<Pin<Box<T::IntoFuture>>>;

    #[inline]
    fn delegate(&self) -> Self::Delegate {
        Polling::new(Box::pin(self.value.take().expect(ONCE).into_future()))
    }
}

/// Fourth choice: an iterator.
pub trait DelegateIterator {
    /// What takes the items.
    type Delegate;

    /// The coroutine to resume.
    fn delegate(&mut self) -> Self::Delegate;
}

impl<T: IntoIterator, R> DelegateIterator for From<T, R> {
    type Delegate = Iterating<T::IntoIter>;

    #[inline]
    fn delegate(&mut self) -> Self::Delegate {
        Iterating::new(self.value.take().expect(ONCE).into_iter())
    }
}

/// A coroutine that is lent something at each step, as it is.
pub trait DelegateLending<R> {
    /// The coroutine.
    type Delegate;

    /// The coroutine to resume.
    fn delegate(self) -> Self::Delegate;
}

impl<T: Coroutine<R>, R> DelegateLending<R> for Lent<T> {
    type Delegate = T;

    #[inline]
    fn delegate(self) -> T {
        self.value
    }
}
