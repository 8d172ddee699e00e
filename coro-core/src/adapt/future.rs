//! From a coroutine that waits to a future, for any executor.
//!
//! ```
//! use coro_core::{Coroutine, coro};
//! use std::future::Future;
//! use std::pin::pin;
//! use std::task::{Context, Poll, Waker};
//!
//! coro! {
//!     fn answer() -> u32 {
//!         yield_wait!();
//!         42
//!     }
//! }
//!
//! let mut future = pin!(answer().into_future());
//! let mut context = Context::from_waker(Waker::noop());
//! assert_eq!(future.as_mut().poll(&mut context), Poll::Pending);
//! assert_eq!(future.as_mut().poll(&mut context), Poll::Ready(42));
//! ```
//!
//! A bare `yield_wait!()` wakes its task again at once; whatever else the
//! coroutine waits for calls the waker of the executor.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::resuming::Resuming;
use crate::{Coroutine, Wait};

/// A coroutine as a future: [`Coroutine::into_future`] makes it.
///
/// It is `Send` when the coroutine is, and always `Unpin`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct CoroutineFuture<C> {
    coroutine: C,
    resuming: Resuming,
}

impl<C> CoroutineFuture<C> {
    pub(crate) fn new(coroutine: C) -> Self {
        CoroutineFuture {
            coroutine,
            resuming: Resuming::new(),
        }
    }
}

// A coroutine is moved between two steps; it is never pinned.
impl<C> Unpin for CoroutineFuture<C> {}

impl<C: Coroutine<Yield = Wait>> Future for CoroutineFuture<C> {
    type Output = C::Return;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<C::Return> {
        let CoroutineFuture {
            coroutine,
            resuming,
        } = self.get_mut();
        resuming.poll(coroutine, context)
    }
}

impl<C> fmt::Debug for CoroutineFuture<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CoroutineFuture")
    }
}
