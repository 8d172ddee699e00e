//! The body of an `async fn` that rustc keeps, in a box, and where it stands.
//!
//! No state says it, so what waits in the body says it before it waits: generated code writes
//! `Awaited::new(c).at("src/main.rs:7: `c.await`").future().await` there. What was said last is kept beside the box.
//!
//! ```
//! use coro_core::machine::{Awaited, Coroutine, Yielded, dispatch::*, handed_over, next_turn};
//!
//! let mut waits = handed_over(async {
//!     Awaited::new(next_turn()).at("src/main.rs:7: `next_turn().await`").future().await;
//! });
//! assert!(matches!(waits.resume(()), Yielded(_)));
//! assert!(waits.backtrace().to_string().contains("src/main.rs:7"));
//! ```

use alloc::boxed::Box;
use core::fmt;
use core::pin::Pin;

use super::Polling;
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

#[cfg(feature = "std")]
std::thread_local! {
    /// Where the body that is being resumed waits now.
    static AT: core::cell::Cell<Option<&'static str>> = const { core::cell::Cell::new(None) };
}

/// Says where the body waits.
#[cfg(feature = "std")]
#[inline]
pub(super) fn waits_at(place: &'static str) {
    AT.set(Some(place));
}

/// A body that stays where it is.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct HandedOver<F> {
    polling: Polling<Pin<Box<F>>>,
    at: Option<&'static str>,
}

/// Puts a body in its box.
pub fn handed_over<F: Future>(body: F) -> HandedOver<F> {
    HandedOver {
        polling: Polling::new(Box::pin(body)),
        at: None,
    }
}

impl<F: Future> Coroutine for HandedOver<F> {
    type Yield = Wait;
    type Return = F::Output;

    #[inline]
    fn resume(&mut self, (): ()) -> CoroutineState<Wait, F::Output> {
        // a body that waits for this one has said where
        #[cfg(feature = "std")]
        let outer = AT.take();
        let step = self.polling.resume(());
        #[cfg(feature = "std")]
        if let Some(at) = AT.replace(outer) {
            self.at = Some(at);
        }
        step
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self.at {
            Some(at) => inspector.show("waits at", Some(&at)),
            None => inspector.show("in a box", None),
        }
    }
}

impl<F> fmt::Debug for HandedOver<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = formatter.debug_struct("HandedOver");
        told.field("at", &self.at).finish_non_exhaustive()
    }
}
