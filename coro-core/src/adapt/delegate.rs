//! What `yield_from!` accepts, told apart by autoref: a coroutine, a future or
//! an iterator.
//!
//! Generated code writes `(&mut &mut &mut From::new(c)).delegate()`. Rust tries
//! the receiver's type as it stands first, then with each `&mut` taken off, so
//! the trait on `&mut &mut From` wins over the one on `&mut From`, and so on:
//!
//! ```
//! use coro_core::machine::*;
//!
//! let mut delegate = (&mut &mut &mut From::new(1..3)).delegate();
//! assert_eq!(delegate.resume(()), Yielded(1));
//! assert_eq!(delegate.resume(()), Yielded(2));
//! assert_eq!(delegate.resume(()), Complete(()));
//!
//! let mut delegate = (&mut &mut &mut From::new(async { 7 })).delegate();
//! assert_eq!(delegate.resume(()), Complete(7));
//! ```
//!
//! | the receiver that fits | trait | what |
//! | --- | --- | --- |
//! | `&mut &mut From` as it stands | [`DelegateCoroutine`] | a coroutine, as it is |
//! | the same, one more `&mut` put on | [`DelegateUnpinFuture`] | a future held directly |
//! | `&mut From` | [`DelegateFuture`] | a future that must be pinned on the heap |
//! | `From` | [`DelegateIterator`] | an iterator |
//! | the same, `&` and not `&mut` | `refuse.rs` | an error |
//!
//! It does not run them: see `iterating.rs` and `polling.rs`.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;
use core::fmt;
use core::future::IntoFuture;
use core::marker::PhantomData;
#[cfg(feature = "alloc")]
use core::pin::Pin;

use super::{Iterating, Polling};
use crate::Coroutine;

/// Said where a value is taken out of the wrapper that autoref looks through.
const ONCE: &str = "`delegate` is called once";

/// What `yield_from!` was given, and the type it receives.
///
/// `R` is part of the type, so that a coroutine with two `resume`s is run by the
/// right one.
pub struct From<T, R> {
    value: Option<T>,
    receives: PhantomData<fn(R)>,
}

impl<T> From<T, ()> {
    /// `yield_from!(value)`: it receives `()`.
    #[inline]
    pub fn new(value: T) -> From<T, ()> {
        From {
            value: Some(value),
            receives: PhantomData,
        }
    }

    /// `yield_from!(value, &mut place)`: what it receives is left open, so that
    /// one coroutine can be lent a different lifetime at each step.
    #[inline]
    pub fn lent(value: T) -> Lent<T> {
        Lent { value: Some(value) }
    }
}

impl<T, R> From<T, R> {
    /// `yield_from!(value, first)`: it receives what `first` is.
    #[inline]
    pub fn given(value: T, _first: &Option<R>) -> From<T, R> {
        From {
            value: Some(value),
            receives: PhantomData,
        }
    }
}

impl<T, R> fmt::Debug for From<T, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("From")
    }
}

/// What `yield_from!` was given together with a place to lend.
pub struct Lent<T> {
    value: Option<T>,
}

impl<T> fmt::Debug for Lent<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Lent")
    }
}

/// First choice: a coroutine, as it is.
pub trait DelegateCoroutine {
    /// The coroutine.
    type Delegate;

    /// The coroutine to resume.
    fn delegate(&mut self) -> Self::Delegate;
}

impl<T: Coroutine<R>, R> DelegateCoroutine for &mut &mut From<T, R> {
    type Delegate = T;

    #[inline]
    fn delegate(&mut self) -> T {
        self.value.take().expect(ONCE)
    }
}

/// Second choice: a future that may be moved.
pub trait DelegateUnpinFuture {
    /// What polls the future.
    type Delegate;

    /// The coroutine to resume.
    fn delegate(&mut self) -> Self::Delegate;
}

impl<T, R> DelegateUnpinFuture for &mut &mut &mut From<T, R>
where
    T: IntoFuture<IntoFuture: Unpin>,
{
    type Delegate = Polling<T::IntoFuture>;

    #[inline]
    fn delegate(&mut self) -> Self::Delegate {
        Polling::new(self.value.take().expect(ONCE).into_future())
    }
}

/// Third choice: a future that has to be pinned, which takes a box.
pub trait DelegateFuture {
    /// What polls the future.
    type Delegate;

    /// The coroutine to resume.
    fn delegate(&mut self) -> Self::Delegate;
}

#[cfg(feature = "alloc")]
impl<T: IntoFuture, R> DelegateFuture for &mut From<T, R> {
    type Delegate = Polling<Pin<Box<T::IntoFuture>>>;

    #[inline]
    fn delegate(&mut self) -> Self::Delegate {
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
    fn delegate(&mut self) -> Self::Delegate;
}

impl<T: Coroutine<R>, R> DelegateLending<R> for &mut &mut Lent<T> {
    type Delegate = T;

    #[inline]
    fn delegate(&mut self) -> T {
        self.value.take().expect(ONCE)
    }
}
