//! What an `async fn` in `coro!` gives: a coroutine that is a future as well.
//!
//! ```
//! use coro_core::{coro, run};
//!
//! coro! {
//!     async fn answer() -> u32 {
//!         42
//!     }
//! }
//!
//! fn takes_a_future(_: impl Future<Output = u32> + Send + 'static) {}
//! takes_a_future(answer());
//! assert_eq!(run(answer()), 42);
//! ```
//!
//! `impl Coroutine + Future` would have two methods `into_future`; these types have their own, which comes first.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::CoroutineFuture;
#[cfg(feature = "stream")]
use super::CoroutineStream;
use super::resuming::Resuming;
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// What an `async fn` in `coro!` gives: a [`Coroutine`] that is a [`Future`] as well, so that `tokio::spawn`, `join!`
/// or an `async` block take it as it is.
///
/// It is nothing but the coroutine. As a future it clones the waker of its context each time it is polled;
/// [`into_future`](Async::into_future) gives one that keeps it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Async<C>(C);

impl<C> Async<C> {
    /// The coroutine as a future.
    #[inline(always)]
    pub const fn new(coroutine: C) -> Self {
        Async(coroutine)
    }

    /// The same as a future that keeps its waker, for an executor.
    #[inline]
    pub fn into_future(self) -> CoroutineFuture<C>
    where
        C: Coroutine<Yield = Wait>,
    {
        self.0.into_future()
    }

    /// The coroutine alone.
    #[inline]
    pub fn into_inner(self) -> C {
        self.0
    }
}

impl<C: fmt::Debug> fmt::Debug for Async<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<R, C: Coroutine<R>> Coroutine<R> for Async<C> {
    type Yield = C::Yield;
    type Return = C::Return;

    #[inline(always)]
    fn resume(&mut self, arg: R) -> CoroutineState<C::Yield, C::Return> {
        self.0.resume(arg)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.0.inspect(inspector);
    }
}

// A coroutine is moved between two steps; it is never pinned.
impl<C> Unpin for Async<C> {}

impl<C: Coroutine<Yield = Wait>> Future for Async<C> {
    type Output = C::Return;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<C::Return> {
        Resuming::new().poll(&mut self.get_mut().0, context)
    }
}

/// What an `async fn .. yields T` in `coro!` gives: a [`Coroutine`] that is a `Stream` as well, with the feature
/// `stream`. What the generator returns is dropped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use = "streams do nothing unless polled"]
pub struct AsyncGenerator<C> {
    generator: C,
    /// It returned when it was polled.
    is_over: bool,
}

impl<C> AsyncGenerator<C> {
    /// The generator as a stream.
    #[inline]
    pub const fn new(generator: C) -> Self {
        AsyncGenerator {
            generator,
            is_over: false,
        }
    }

    /// The same as a stream that keeps its waker.
    #[cfg(feature = "stream")]
    #[inline]
    pub fn into_stream<T>(self) -> CoroutineStream<C>
    where
        C: Coroutine<Yield = Poll<T>>,
    {
        self.generator.into_stream()
    }

    /// The generator alone.
    #[inline]
    pub fn into_inner(self) -> C {
        self.generator
    }
}

impl<C: fmt::Debug> fmt::Debug for AsyncGenerator<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.generator.fmt(formatter)
    }
}

impl<R, C: Coroutine<R>> Coroutine<R> for AsyncGenerator<C> {
    type Yield = C::Yield;
    type Return = C::Return;

    #[inline(always)]
    fn resume(&mut self, arg: R) -> CoroutineState<C::Yield, C::Return> {
        self.generator.resume(arg)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.generator.inspect(inspector);
    }
}

impl<C> Unpin for AsyncGenerator<C> {}

#[cfg(feature = "stream")]
impl<C: Coroutine<Yield = Poll<T>>, T> futures_core::Stream for AsyncGenerator<C> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        if this.is_over {
            return Poll::Ready(None);
        }
        let polled = Resuming::new().poll_next(&mut this.generator, context);
        this.is_over = matches!(polled, Poll::Ready(None));
        polled
    }
}

#[cfg(feature = "stream")]
impl<C: Coroutine<Yield = Poll<T>>, T> futures_core::stream::FusedStream for AsyncGenerator<C> {
    fn is_terminated(&self) -> bool {
        self.is_over
    }
}
