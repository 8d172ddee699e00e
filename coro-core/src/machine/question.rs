//! The `?` operator: what `Try` and `FromResidual` are in core, on stable.
//!
//! `expression?` inside a coroutine becomes a `match` whose `Break` leaves the
//! levels of the machine, which a real `?` cannot do:
//!
//! ```
//! use coro_core::machine::{Break, Continue, FromResidual, Try};
//!
//! fn half(text: &str) -> Option<u32> {
//!     let number: u32 = match Try::branch(text.parse().ok()) {
//!         Continue(number) => number,
//!         Break(residual) => return FromResidual::from_residual(residual),
//!     };
//!     Some(number / 2)
//! }
//!
//! assert_eq!(half("42"), Some(21));
//! assert_eq!(half("x"), None);
//! ```
//!
//! It covers the types of core that `?` covers, and no other: core's own trait
//! is unstable, so a type that implements it cannot be known here.

use core::convert::Infallible;
use core::ops::ControlFlow;
use core::task::Poll;

/// What `?` can be applied to.
#[diagnostic::on_unimplemented(
    message = "the `?` operator can only be applied to values of `Result`, `Option`, \
               `ControlFlow` or `Poll` in a coroutine",
    label = "the `?` operator cannot be applied to type `{Self}`"
)]
pub trait Try {
    /// What `?` is worth when it goes on.
    type Output;
    /// What `?` leaves the coroutine with.
    type Residual;

    /// Goes on with the one, or leaves with the other.
    fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
}

/// What a coroutine that uses `?` must return.
#[diagnostic::on_unimplemented(
    message = "this `?` cannot leave a coroutine that returns `{Self}`",
    label = "cannot make a `{Self}` of `{R}`",
    note = "`?` on a `Result` needs a coroutine that returns a `Result` whose error has `From` \
            of this one; `?` on an `Option` needs one that returns an `Option`"
)]
pub trait FromResidual<R> {
    /// Makes of what `?` leaves with what the coroutine returns.
    fn from_residual(residual: R) -> Self;
}

/// What a `return` hidden in a macro gives: `bail!`, `ensure!`.
///
/// The macro stands in a closure of its own. What it returns there is of the coroutine's own kind, and leaves the
/// coroutine by `?`; where it goes on, its value does.
#[diagnostic::on_unimplemented(
    message = "a macro that returns early needs a coroutine that returns a `Result` or an `Option`"
)]
pub trait Early {
    /// The same kind, with another value inside.
    type Of<V>: Try<Output = V>;

    /// Nothing was returned.
    fn go_on<V>(value: V) -> Self::Of<V>;
}

impl<T, E> Early for Result<T, E> {
    type Of<V> = Result<V, E>;

    #[inline]
    fn go_on<V>(value: V) -> Result<V, E> {
        Ok(value)
    }
}

impl<T> Early for Option<T> {
    type Of<V> = Option<V>;

    #[inline]
    fn go_on<V>(value: V) -> Option<V> {
        Some(value)
    }
}

impl<T, E> Try for Result<T, E> {
    type Output = T;
    type Residual = Result<Infallible, E>;

    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, T> {
        match self {
            Ok(value) => ControlFlow::Continue(value),
            Err(error) => ControlFlow::Break(Err(error)),
        }
    }
}

impl<T> Try for Option<T> {
    type Output = T;
    type Residual = Option<Infallible>;

    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, T> {
        match self {
            Some(value) => ControlFlow::Continue(value),
            None => ControlFlow::Break(None),
        }
    }
}

impl<B, C> Try for ControlFlow<B, C> {
    type Output = C;
    type Residual = ControlFlow<B, Infallible>;

    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, C> {
        match self {
            ControlFlow::Continue(value) => ControlFlow::Continue(value),
            ControlFlow::Break(value) => ControlFlow::Break(ControlFlow::Break(value)),
        }
    }
}

impl<T, E> Try for Poll<Result<T, E>> {
    type Output = Poll<T>;
    type Residual = Result<Infallible, E>;

    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, Poll<T>> {
        match self {
            Poll::Ready(Ok(value)) => ControlFlow::Continue(Poll::Ready(value)),
            Poll::Ready(Err(error)) => ControlFlow::Break(Err(error)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}

impl<T, E> Try for Poll<Option<Result<T, E>>> {
    type Output = Poll<Option<T>>;
    type Residual = Result<Infallible, E>;

    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, Poll<Option<T>>> {
        match self {
            Poll::Ready(Some(Ok(value))) => ControlFlow::Continue(Poll::Ready(Some(value))),
            Poll::Ready(Some(Err(error))) => ControlFlow::Break(Err(error)),
            Poll::Ready(None) => ControlFlow::Continue(Poll::Ready(None)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}

impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Result<T, F> {
    #[inline]
    #[track_caller] // as in core: a `From` that records its caller sees the `?`
    fn from_residual(residual: Result<Infallible, E>) -> Self {
        let Err(error) = residual;
        Err(From::from(error))
    }
}

impl<T> FromResidual<Option<Infallible>> for Option<T> {
    #[inline]
    fn from_residual(_: Option<Infallible>) -> Self {
        None
    }
}

impl<B, C> FromResidual<ControlFlow<B, Infallible>> for ControlFlow<B, C> {
    #[inline]
    fn from_residual(residual: ControlFlow<B, Infallible>) -> Self {
        let ControlFlow::Break(value) = residual;
        ControlFlow::Break(value)
    }
}

impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Poll<Result<T, F>> {
    #[inline]
    #[track_caller]
    fn from_residual(residual: Result<Infallible, E>) -> Self {
        let Err(error) = residual;
        Poll::Ready(Err(From::from(error)))
    }
}

impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Poll<Option<Result<T, F>>> {
    #[inline]
    #[track_caller]
    fn from_residual(residual: Result<Infallible, E>) -> Self {
        let Err(error) = residual;
        Poll::Ready(Some(Err(From::from(error))))
    }
}
