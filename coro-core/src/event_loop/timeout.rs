//! A coroutine that has only so much time.

use core::error::Error;
use core::fmt;
use core::time::Duration;

use super::context;
use super::parked::Parked;
use super::time::{Sleep, sleep};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// Runs a coroutine for so long at most; it is dropped when the time is over.
///
/// ```
/// use coro_core::event_loop::Elapsed;
/// use coro_core::{EventLoop, Promise, VirtualClock, timeout};
/// use std::time::Duration;
///
/// let never = Promise::<u32>::new();
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// let result = event_loop.run_until_complete(timeout(Duration::from_secs(5), never));
/// assert_eq!(result.unwrap(), Err(Elapsed));
/// ```
pub const fn timeout<C>(duration: Duration, coroutine: C) -> Timeout<C> {
    Timeout {
        coroutine: Some(coroutine),
        sleep: sleep(duration),
    }
}

/// A coroutine that has only so much time: [`timeout`] makes it.
#[derive(Debug)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Timeout<C> {
    coroutine: Option<C>,
    sleep: Sleep,
}

impl<C: Coroutine<Yield = Wait>> Coroutine for Timeout<C> {
    type Yield = Wait;
    type Return = Result<C::Return, Elapsed>;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, Self::Return> {
        let Some(coroutine) = &mut self.coroutine else {
            crate::machine::finished();
        };
        context::again();
        if let CoroutineState::Complete(returned) = coroutine.resume(()) {
            self.coroutine = None;
            self.sleep.disarm();
            return CoroutineState::Complete(Ok(returned));
        }
        let first = context::take_parked();
        if let CoroutineState::Complete(()) = self.sleep.resume(()) {
            self.coroutine = None;
            return CoroutineState::Complete(Err(Elapsed));
        }
        // Parked only if both are.
        if let Parked::No = first {
            context::again();
        } else if !matches!(context::take_parked(), Parked::No) {
            context::set_parked(first);
        }
        CoroutineState::Yielded(Wait)
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("timeout", None);
        inspector.inside(|inspector| {
            if let Some(coroutine) = &self.coroutine {
                coroutine.inspect(inspector);
            }
            self.sleep.inspect(inspector);
        });
    }
}

/// The time of a [`timeout`] was over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Elapsed;

impl fmt::Display for Elapsed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the time is over")
    }
}

impl Error for Elapsed {}
