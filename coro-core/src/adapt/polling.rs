//! From a future to a coroutine that waits.
//!
//! ```
//! use coro_core::machine::*;
//!
//! let mut delegate = (&mut &mut &mut From::new(async { 7 })).delegate();
//! assert_eq!(delegate.resume(()), Complete(7));
//! ```
//!
//! It is made by `yield_from!` only. The waker does nothing: whoever resumes
//! polls again.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use crate::{Coroutine, CoroutineState, Wait};

/// A future, run by `yield_from!` or `.await`: it yields one [`Wait`] for each
/// poll that is pending, and returns the output. Whatever it receives is dropped.
///
/// ```
/// use coro_core::machine::*;
///
/// let mut delegate = (&mut &mut &mut From::new(core::future::ready(7))).delegate();
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
        let mut context = Context::from_waker(Waker::noop());
        match Pin::new(&mut self.future).poll(&mut context) {
            Poll::Ready(output) => CoroutineState::Complete(output),
            Poll::Pending => CoroutineState::Yielded(Wait),
        }
    }
}

impl<F: fmt::Debug> fmt::Debug for Polling<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.future.fmt(formatter)
    }
}
