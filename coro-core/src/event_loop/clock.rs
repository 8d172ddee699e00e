//! What time it is: the clock a loop reads, and one that jumps.
//!
//! [`SystemClock`] is the loop's own. [`VirtualClock`] stands still while
//! something can run and jumps to the next timer when nothing can, so that a
//! program that sleeps for hours is tested at once.
//!
//! Blocking the thread is the scheduler's work, not a clock's.

use core::cell::Cell;
use core::fmt;
use core::time::Duration;
use std::rc::Rc;
use std::time::Instant;

/// What a loop reads the time from.
///
/// ```
/// use coro_core::event_loop::Clock;
/// use coro_core::{EventLoop, sleep};
/// use std::time::{Duration, Instant};
///
/// /// Goes a thousand times as fast.
/// #[derive(Debug)]
/// struct Hurried(Instant);
///
/// impl Clock for Hurried {
///     fn now(&self) -> Instant {
///         self.0 + self.0.elapsed() * 1000
///     }
///
///     fn real(&self, pause: Duration) -> Duration {
///         pause / 1000
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(Hurried(Instant::now()));
/// event_loop.run_until_complete(sleep(Duration::from_secs(20))).unwrap();
/// ```
pub trait Clock: fmt::Debug {
    /// The time.
    fn now(&self) -> Instant;

    /// Nothing can run before `time`: moves there, if the clock can be moved,
    /// and says that it did. Else the thread sleeps until then.
    fn jump_to(&self, time: Instant) -> bool {
        let _ = time;
        false
    }

    /// How long the thread must sleep for so much time to pass by this clock.
    fn real(&self, pause: Duration) -> Duration {
        pause
    }
}

/// The system's monotonic clock.
///
/// ```
/// use coro_core::event_loop::{Clock, SystemClock};
///
/// assert!(SystemClock.now() <= SystemClock.now());
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[inline]
    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// A clock that stands still until nothing can run, and then jumps to the next
/// timer.
///
/// A clone is the same clock, so a test can keep one to read and to move.
///
/// ```
/// use coro_core::{EventLoop, VirtualClock, sleep};
/// use std::time::Duration;
///
/// let clock = VirtualClock::new();
/// let event_loop = EventLoop::with_clock(clock.clone());
/// event_loop.run_until_complete(sleep(Duration::from_secs(86_400))).unwrap();
/// assert_eq!(clock.elapsed(), Duration::from_secs(86_400));
/// ```
///
/// While a call of [`run_in_executor`](super::run_in_executor) is under way it
/// does not jump: that call takes real time.
#[derive(Clone, Debug)]
pub struct VirtualClock {
    origin: Instant,
    elapsed: Rc<Cell<Duration>>,
}

impl VirtualClock {
    /// A clock that shows the present time.
    #[must_use]
    pub fn new() -> Self {
        VirtualClock {
            origin: Instant::now(),
            elapsed: Rc::default(),
        }
    }

    /// How far it has moved.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed.get()
    }

    /// Moves it by hand, for a loop that is driven by
    /// [`tick`](super::Handle::tick).
    ///
    /// ```
    /// use coro_core::{EventLoop, VirtualClock, sleep};
    /// use std::time::Duration;
    ///
    /// let clock = VirtualClock::new();
    /// let event_loop = EventLoop::with_clock(clock.clone());
    /// let task = event_loop.spawn(sleep(Duration::from_secs(5)));
    /// event_loop.run_until_stalled();
    /// assert!(!task.is_finished());
    ///
    /// clock.advance(Duration::from_secs(5));
    /// event_loop.run_until_stalled();
    /// assert!(task.is_finished());
    /// ```
    pub fn advance(&self, by: Duration) {
        self.elapsed.set(self.elapsed.get().saturating_add(by));
    }
}

impl Default for VirtualClock {
    fn default() -> Self {
        VirtualClock::new()
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Instant {
        self.origin + self.elapsed.get()
    }

    fn jump_to(&self, time: Instant) -> bool {
        let elapsed = time.saturating_duration_since(self.origin);
        self.elapsed.set(self.elapsed.get().max(elapsed));
        true
    }
}
