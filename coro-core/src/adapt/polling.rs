//! From a future to a coroutine that waits.
//!
//! ```
//! use coro_core::machine::*;
//!
//! let mut delegate = From::new(async { 7 }).delegate();
//! assert_eq!(delegate.resume(()), Complete(7));
//! ```
//!
//! It is made by `yield_from!` only. In a task of an event loop, and in a coroutine
//! that runs as a future itself, the waker is that of who is being resumed.
//! Elsewhere it does nothing: whoever resumes polls again.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::Poll;
#[cfg(not(feature = "std"))]
use core::task::{Context, Waker};

use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// A future, run by `yield_from!` or `.await`: it yields one [`Wait`] for each
/// poll that is pending, and returns the output. Whatever it receives is dropped.
///
/// ```
/// use coro_core::machine::*;
///
/// let mut delegate = From::new(core::future::ready(7)).delegate();
/// assert_eq!(delegate.resume(()), Complete(7));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Polling<F> {
    future: F,
}

impl<F> Polling<F> {
    #[inline]
    pub(crate) fn new(future: F) -> Polling<F> {
        Polling { future }
    }
}

impl<F: Future + Unpin, R> Coroutine<R> for Polling<F> {
    type Yield = Wait;
    type Return = F::Output;

    #[inline]
    fn resume(&mut self, _: R) -> CoroutineState<Wait, F::Output> {
        match poll(&mut self.future) {
            Poll::Ready(output) => CoroutineState::Complete(output),
            Poll::Pending => CoroutineState::Yielded(Wait),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show_type::<F>(Some(&"(future)"));
    }
}

/// Polls with the waker of who is being resumed, and parks it while the future
/// is pending.
#[cfg(feature = "std")]
fn poll<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    use crate::event_loop::{Parked, poll_with_waker, set_parked};

    let future = Pin::new(future);
    let (polled, will_be_woken) = poll_with_waker(|context| future.poll(context));
    if polled.is_pending() && will_be_woken {
        set_parked(Parked::future(core::any::type_name::<F>));
    }
    polled
}

#[cfg(not(feature = "std"))]
fn poll<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}

impl<F: fmt::Debug> fmt::Debug for Polling<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.future.fmt(formatter)
    }
}
