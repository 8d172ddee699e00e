//! How a coroutine is resumed from a `poll`: with the waker of its context as who
//! is to be woken.

use core::task::Context;
#[cfg(feature = "std")]
use core::task::Waker;

use crate::{Coroutine, CoroutineState};

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
    pub(super) fn resume<C: Coroutine>(
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
    pub(super) fn resume<C: Coroutine>(
        &mut self,
        coroutine: &mut C,
        _: &Context<'_>,
    ) -> (CoroutineState<C::Yield, C::Return>, bool) {
        (coroutine.resume(()), false)
    }
}
