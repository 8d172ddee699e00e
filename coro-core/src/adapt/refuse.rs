//! What `yield_from!` says of what it does not accept.
//!
//! The last that method lookup tries, after all of `delegate.rs`: methods of [`Refused`], which
//! is found through `Deref`. Each has a bound that fails, and the bound's own trait has the
//! words:
//!
//! ```compile_fail
//! use coro_core::machine::*;
//!
//! // error: `u8` is neither a coroutine nor a future nor an iterator
//! let mut delegate = From::new(1_u8).delegate();
//! ```
//!
//! Nothing here is ever called.

use core::fmt;
use core::marker::PhantomData;

use super::delegate::Lent;
use crate::Coroutine;

/// What `yield_from!` was given, where it is none of what it accepts.
pub struct Refused<T, R>(pub(super) PhantomData<fn(T, R)>);

impl<T, R> fmt::Debug for Refused<T, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Refused")
    }
}

/// An error: a coroutine that receives another type. It is told by the bound of
/// the method, which says what it receives.
pub trait DelegateReceiving<Other> {
    /// What it would be given.
    type First;

    /// Never the one called.
    fn delegate(&self) -> <Other as ReceivedFrom<Self::First>>::Delegate
    where
        Other: ReceivedFrom<Self::First>;
}

impl<T: Coroutine<Other>, R, Other> DelegateReceiving<Other> for Refused<T, R> {
    type First = R;

    fn delegate(&self) -> Other::Delegate
    where
        Other: ReceivedFrom<R>,
    {
        unreachable!()
    }
}

/// Nothing implements it: it carries the error.
#[diagnostic::on_unimplemented(
    message = "a coroutine that receives `{Self}` is given `{R}`",
    label = "it receives `{Self}`",
    note = "`yield_from!(c, first)` gives a coroutine its first value, and passes on to it \
            what is received after that",
    note = "`yield_from!(c)` gives it `()`, each time",
    note = "where it receives a reference, `yield_from!(c, &mut place)` lends it the place anew each time"
)]
pub trait ReceivedFrom<R> {
    /// Stands for the type of the delegate, so that no other error follows.
    type Delegate;
}

/// An error: none of the three.
pub trait DelegateNothing {
    /// What was given.
    type Given;

    /// Never the one called.
    fn delegate(&mut self) -> <Self::Given as YieldFrom>::Delegate
    where
        Self::Given: YieldFrom;
}

impl<T, R> DelegateNothing for Refused<T, R> {
    type Given = T;

    fn delegate(&mut self) -> T::Delegate
    where
        T: YieldFrom,
    {
        unreachable!()
    }
}

/// Nothing implements it: it carries the error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a coroutine nor a future nor an iterator",
    label = "this cannot run `{Self}`",
    note = "`yield_from!` and `.await` run a coroutine, a `std` future or anything `IntoIterator`"
)]
pub trait YieldFrom {
    /// Stands for the type of the delegate, so that no other error follows.
    type Delegate;
}

/// Nothing implements it: it carries the error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a lending coroutine",
    label = "this cannot lend to `{Self}`",
    note = "a place is lent to a coroutine that receives a reference: \
            `fn name() receives place: &mut T`",
    note = "a future or an iterator receives nothing: `yield_from!(c)`"
)]
pub trait LendTo {
    /// Stands for the type of the delegate, so that no other error follows.
    type Delegate;
}

/// An error: nothing that can be lent to.
pub trait DelegateNoLending {
    /// What was given.
    type Given;

    /// Never the one called.
    fn delegate(&self) -> <Self::Given as LendTo>::Delegate
    where
        Self::Given: LendTo;
}

impl<T> DelegateNoLending for Lent<T> {
    type Given = T;

    fn delegate(&self) -> T::Delegate
    where
        T: LendTo,
    {
        unreachable!()
    }
}
