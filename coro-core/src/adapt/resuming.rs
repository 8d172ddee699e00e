//! How a coroutine is resumed from a `poll`: with the waker of its context as who
//! is to be woken.

#[cfg(feature = "std")]
use core::task::Waker;
use core::task::{Context, Poll};

use crate::{Coroutine, CoroutineState, Wait};

/// The waker of the last poll, kept so that it need not be cloned for each.
pub(super) struct Resuming {
    #[cfg(feature = "std")]
    waker: Option<Waker>,
}

impl Resuming {
    pub(super) const fn new() -> Self {
        Resuming {
            #[cfg(feature = "std")]
            waker: None,
        }
    }

    /// Resumes, and says whether the waker will be called.
    #[cfg(feature = "std")]
    fn resume<C: Coroutine>(
        &mut self,
        coroutine: &mut C,
        context: &Context<'_>,
    ) -> (CoroutineState<C::Yield, C::Return>, bool) {
        let waker = match self.waker.take() {
            Some(waker) if waker.will_wake(context.waker()) => waker,
            _ => context.waker().clone(),
        };
        let (resumed, waker, parked) =
            crate::event_loop::resume_with_waker(waker, || coroutine.resume(()));
        self.waker = Some(waker);
        (resumed, parked)
    }

    /// Resumes. Without `std` nothing that is waited for can call the waker.
    #[cfg(not(feature = "std"))]
    fn resume<C: Coroutine>(
        &mut self,
        coroutine: &mut C,
        _: &Context<'_>,
    ) -> (CoroutineState<C::Yield, C::Return>, bool) {
        (coroutine.resume(()), false)
    }

    /// One poll of a coroutine that waits. A bare `yield_wait!()` wakes its task again at once.
    pub(super) fn poll<C: Coroutine<Yield = Wait>>(
        &mut self,
        coroutine: &mut C,
        context: &Context<'_>,
    ) -> Poll<C::Return> {
        let (resumed, parked) = self.resume(coroutine, context);
        match resumed {
            CoroutineState::Complete(returned) => Poll::Ready(returned),
            CoroutineState::Yielded(Wait) => {
                if !parked {
                    context.waker().wake_by_ref();
                }
                Poll::Pending
            }
        }
    }

    /// The same of an async generator; `None` when it returned.
    #[cfg(feature = "stream")]
    pub(super) fn poll_next<C: Coroutine<Yield = Poll<T>>, T>(
        &mut self,
        coroutine: &mut C,
        context: &Context<'_>,
    ) -> Poll<Option<T>> {
        let (resumed, parked) = self.resume(coroutine, context);
        match resumed {
            CoroutineState::Yielded(Poll::Ready(item)) => Poll::Ready(Some(item)),
            CoroutineState::Yielded(Poll::Pending) => {
                if !parked {
                    context.waker().wake_by_ref();
                }
                Poll::Pending
            }
            CoroutineState::Complete(_) => Poll::Ready(None),
        }
    }
}
