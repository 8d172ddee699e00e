//! From an async generator to a `Stream`.
//!
//! ```
//! use coro_core::{Coroutine, coro};
//! use futures_core::Stream;
//! use std::pin::pin;
//! use std::task::{Context, Poll, Waker};
//!
//! coro! {
//!     async fn numbers() yields u32 {
//!         yield_value!(1);
//!         yield_wait!();
//!         yield_value!(2);
//!     }
//! }
//!
//! let mut numbers = pin!(numbers().into_stream());
//! let mut context = Context::from_waker(Waker::noop());
//! assert_eq!(numbers.as_mut().poll_next(&mut context), Poll::Ready(Some(1)));
//! assert_eq!(numbers.as_mut().poll_next(&mut context), Poll::Pending);
//! assert_eq!(numbers.as_mut().poll_next(&mut context), Poll::Ready(Some(2)));
//! assert_eq!(numbers.as_mut().poll_next(&mut context), Poll::Ready(None));
//! ```

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;
use futures_core::stream::FusedStream;

use super::resuming::Resuming;
use crate::Coroutine;

/// An async generator as a stream: [`Coroutine::into_stream`] makes it. What the
/// generator returns is dropped.
#[must_use = "streams do nothing unless polled"]
pub struct CoroutineStream<C> {
    /// `None` once it returned.
    coroutine: Option<C>,
    resuming: Resuming,
}

impl<C> CoroutineStream<C> {
    pub(crate) fn new(coroutine: C) -> Self {
        CoroutineStream {
            coroutine: Some(coroutine),
            resuming: Resuming::new(),
        }
    }
}

// A coroutine is moved between two steps; it is never pinned.
impl<C> Unpin for CoroutineStream<C> {}

impl<C: Coroutine<Yield = Poll<T>>, T> Stream for CoroutineStream<C> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        let Some(coroutine) = &mut this.coroutine else {
            return Poll::Ready(None);
        };
        let polled = this.resuming.poll_next(coroutine, context);
        if let Poll::Ready(None) = polled {
            this.coroutine = None;
        }
        polled
    }
}

impl<C: Coroutine<Yield = Poll<T>>, T> FusedStream for CoroutineStream<C> {
    fn is_terminated(&self) -> bool {
        self.coroutine.is_none()
    }
}

impl<C> fmt::Debug for CoroutineStream<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CoroutineStream")
            .field("finished", &self.coroutine.is_none())
            .finish_non_exhaustive()
    }
}
