//! Waiting for a time: `sleep`, `sleep_until`, `interval`.
//!
//! In a task the time is that of the loop's clock and the timer the loop's own;
//! in a coroutine that runs as a future on another executor it is the system's,
//! and a thread of this crate calls the waker; in one that is simply resumed, by
//! `run` or by hand, each resume looks at the clock.
//!
//! Inside, times are nanoseconds since an origin that the process has in common.

use core::time::Duration;
use std::boxed::Box;
use std::sync::OnceLock;
use std::time::Instant;

use super::context::{self, Target};
use super::parked::Parked;
use super::scheduler::TimerTarget;
use super::timer_thread;
use super::timers::TimerKey;
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// Earlier than any clock that a loop is given, within reason.
fn origin() -> Instant {
    static ORIGIN: OnceLock<Instant> = OnceLock::new();
    *ORIGIN.get_or_init(|| {
        let now = Instant::now();
        let decade = Duration::from_secs(10 * 365 * 86_400);
        now.checked_sub(decade).unwrap_or(now)
    })
}

/// A time as a number.
pub(super) fn since_origin(time: Instant) -> u64 {
    let since = time.saturating_duration_since(origin());
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

/// A number as a time.
pub(super) fn instant(time: u64) -> Instant {
    origin() + Duration::from_nanos(time)
}

/// The time by the clock of the loop that runs on this thread, or else of the
/// system.
///
/// ```
/// use coro_core::event_loop::now;
/// use coro_core::{EventLoop, VirtualClock, coro, sleep};
/// use std::time::Duration;
///
/// coro! {
///     fn measure() -> Duration {
///         let start = now();
///         yield_from!(sleep(Duration::from_secs(60)));
///         now() - start
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// assert_eq!(event_loop.run_until_complete(measure()).unwrap(), Duration::from_secs(60));
/// ```
#[must_use]
pub fn now() -> Instant {
    instant(now_number())
}

fn now_number() -> u64 {
    let by_loop = context::with_scheduler(|scheduler| scheduler.now());
    by_loop.unwrap_or_else(|| since_origin(Instant::now()))
}

/// Waits so long, from when it is first resumed.
///
/// ```
/// use coro_core::{EventLoop, sleep};
/// use std::time::{Duration, Instant};
///
/// let start = Instant::now();
/// EventLoop::run(sleep(Duration::from_millis(2)));
/// assert!(start.elapsed() >= Duration::from_millis(2));
/// ```
#[inline]
pub const fn sleep(duration: Duration) -> Sleep {
    Sleep {
        state: State::For(duration),
    }
}

/// Waits until that time.
///
/// ```
/// use coro_core::event_loop::now;
/// use coro_core::{EventLoop, sleep_until};
/// use std::time::Duration;
///
/// EventLoop::run(sleep_until(now() + Duration::from_millis(1)));
/// ```
#[inline]
pub fn sleep_until(time: Instant) -> Sleep {
    Sleep {
        state: State::Until(since_origin(time)),
    }
}

/// Waits for a time: [`sleep`] and [`sleep_until`] make it.
#[derive(Debug)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Sleep {
    state: State,
}

#[derive(Clone, Copy, Debug)]
enum State {
    For(Duration),
    Until(u64),
    /// A timer runs: of the loop with this number, or of the thread if it is 0.
    Armed {
        time: u64,
        loop_id: u32,
        key: TimerKey,
    },
}

impl Sleep {
    /// Starts a timer with whoever is being resumed.
    fn arm(&mut self, time: u64) -> CoroutineState<Wait, ()> {
        if time <= now_number() {
            return self.over(time);
        }
        let armed = match (context::target(), context::scheduler()) {
            (None, _) => None,
            (Some(target), Some(scheduler)) => {
                let key = scheduler.start_timer(time, timer_target(target));
                Some((scheduler.loop_id(), key))
            }
            (Some(Target::Waker(waker)), None) => {
                timer_thread::start(time, waker).map(|key| (0, key))
            }
            (Some(Target::Task(..)), None) => unreachable!("a task has a loop"),
        };
        self.state = State::Until(time);
        if let Some((loop_id, key)) = armed {
            self.state = State::Armed { time, loop_id, key };
            context::set_parked(Parked::timer(time));
        }
        CoroutineState::Yielded(Wait)
    }

    /// Whether the timer has yet to fire; it wakes whoever is being resumed now.
    /// `None`: it belongs to another loop than the one that resumes.
    fn still_runs(time: u64, loop_id: u32, key: TimerKey) -> Option<bool> {
        // The loop fired all timers up to its last look at the clock.
        let has_fired = context::with_scheduler(|scheduler| {
            scheduler.loop_id() == loop_id && scheduler.has_fired(time)
        });
        if has_fired == Some(true) {
            return Some(false);
        }
        let target = context::target()?;
        match context::scheduler() {
            None if loop_id == 0 => match target {
                Target::Waker(waker) => Some(timer_thread::retarget(key, waker)),
                Target::Task(..) => None,
            },
            Some(scheduler) if scheduler.loop_id() == loop_id => {
                Some(scheduler.retarget_timer(key, timer_target(target)))
            }
            _ => None,
        }
    }

    /// Stops the timer, if it can be reached from here; else it wakes somebody
    /// in vain.
    pub(super) fn disarm(&mut self) {
        if let State::Armed { time, loop_id, key } = self.state {
            self.state = State::Until(time);
            if loop_id == 0 {
                timer_thread::cancel(key);
            } else {
                context::with_scheduler(|scheduler| {
                    if scheduler.loop_id() == loop_id {
                        scheduler.cancel_timer(key);
                    }
                });
            }
        }
    }

    fn over(&mut self, time: u64) -> CoroutineState<Wait, ()> {
        self.state = State::Until(time);
        CoroutineState::Complete(())
    }
}

/// A task by itself is small, and the usual case.
fn timer_target(target: Target) -> TimerTarget {
    match target {
        Target::Task(task, None) => TimerTarget::Task(task.header.id),
        other => TimerTarget::Other(Box::new(other)),
    }
}

impl Coroutine for Sleep {
    type Yield = Wait;
    type Return = ();

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, ()> {
        match self.state {
            State::For(duration) => {
                let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
                self.arm(now_number().saturating_add(nanoseconds))
            }
            State::Until(time) => self.arm(time),
            State::Armed { time, loop_id, key } => match Sleep::still_runs(time, loop_id, key) {
                Some(true) => {
                    context::set_parked(Parked::timer(time));
                    CoroutineState::Yielded(Wait)
                }
                Some(false) => self.over(time),
                None => {
                    self.disarm();
                    self.arm(time)
                }
            },
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let time = match self.state {
            State::For(duration) => {
                return inspector.show("sleep", Some(&format_args!("for {duration:?}")));
            }
            State::Until(time) | State::Armed { time, .. } => time,
        };
        let left = time.saturating_sub(now_number());
        let left = Duration::from_nanos(left);
        inspector.show("sleep", Some(&format_args!("for another {left:?}")));
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.disarm();
    }
}

/// Times at equal distances, the first one distance from now: an endless
/// iterator of coroutines, each of which waits for the next time and is worth it.
///
/// ```
/// use coro_core::event_loop::{interval, now};
/// use coro_core::{EventLoop, VirtualClock, coro, sleep};
/// use std::time::Duration;
///
/// coro! {
///     fn three_ticks() -> Duration {
///         let start = now();
///         for tick in interval(Duration::from_secs(10)).take(3) {
///             tick.await;
///             // The work of a tick does not move the next one.
///             sleep(Duration::from_secs(3)).await;
///         }
///         now() - start
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// assert_eq!(event_loop.run_until_complete(three_ticks()).unwrap(), Duration::from_secs(33));
/// ```
///
/// Times that were missed come at once, one after the other.
///
/// # Panics
///
/// If the distance is zero.
#[track_caller]
pub fn interval(every: Duration) -> Interval {
    let every = u64::try_from(every.as_nanos()).unwrap_or(u64::MAX);
    assert!(
        every > 0,
        "an interval of no time would never let anything else run"
    );
    Interval {
        every,
        last: now_number(),
    }
}

/// Times at equal distances: [`interval`] makes it.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Interval {
    every: u64,
    last: u64,
}

impl Interval {
    /// Waits for the next time.
    ///
    /// ```
    /// use coro_core::event_loop::interval;
    /// use coro_core::{EventLoop, VirtualClock, coro};
    /// use std::time::Duration;
    ///
    /// coro! {
    ///     fn two_ticks() {
    ///         let mut interval = interval(Duration::from_secs(1));
    ///         yield_from!(interval.tick());
    ///         yield_from!(interval.tick());
    ///     }
    /// }
    ///
    /// let clock = VirtualClock::new();
    /// EventLoop::with_clock(clock.clone()).run_until_complete(two_ticks()).unwrap();
    /// assert_eq!(clock.elapsed(), Duration::from_secs(2));
    /// ```
    pub fn tick(&mut self) -> Sleep {
        self.last = self.last.saturating_add(self.every);
        Sleep {
            state: State::Until(self.last),
        }
    }
}

impl Iterator for Interval {
    type Item = Sleep;

    fn next(&mut self) -> Option<Sleep> {
        Some(self.tick())
    }
}
