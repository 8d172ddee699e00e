//! [`EventLoop`]: makes a loop, and drops it with all that is in it.

use core::fmt;
use core::ops::Deref;
use core::sync::atomic::{AtomicU32, Ordering};
use std::boxed::Box;
use std::panic::resume_unwind;
use std::rc::Rc;

use super::clock::{Clock, SystemClock};
use super::context;
use super::handle::Handle;
use super::scheduler::Scheduler;
use crate::{Coroutine, Wait};

/// Runs coroutines as tasks, on the thread that made it.
///
/// Dropping it drops every task, in the order in which they were spawned. What
/// it can do while it runs is on [`Handle`].
///
/// ```
/// use coro_core::{EventLoop, coro, spawn};
///
/// coro! {
///     fn add(a: u32, b: u32) -> u32 {
///         yield_wait!();
///         a + b
///     }
///
///     fn sum() -> u32 {
///         let three = spawn(add(1, 2));
///         let seven = spawn(add(3, 4));
///         yield_from!(three) + yield_from!(seven)
///     }
/// }
///
/// assert_eq!(EventLoop::run(sum()), 10);
/// ```
pub struct EventLoop {
    handle: Handle,
}

impl EventLoop {
    /// A loop with the system's clock.
    #[must_use]
    pub fn new() -> Self {
        EventLoop::with_clock(SystemClock)
    }

    /// A loop with a clock of one's own, such as
    /// [`VirtualClock`](super::VirtualClock).
    #[must_use]
    pub fn with_clock(clock: impl Clock + 'static) -> Self {
        EventLoop::made_of(Box::new(clock), None)
    }

    /// A loop that resumes the tasks of each turn in an order of chance, always
    /// the same for the same seed: for a test of whether the order matters.
    ///
    /// ```
    /// use coro_core::{EventLoop, VirtualClock, coro};
    /// use std::{cell::RefCell, rc::Rc};
    ///
    /// coro! {
    ///     fn note(log: Rc<RefCell<Vec<u32>>>, number: u32) {
    ///         log.borrow_mut().push(number);
    ///     }
    /// }
    ///
    /// fn order(seed: u64) -> Vec<u32> {
    ///     let log = Rc::default();
    ///     let event_loop = EventLoop::seeded(VirtualClock::new(), seed);
    ///     for number in 0..10 {
    ///         event_loop.spawn(note(Rc::clone(&log), number));
    ///     }
    ///     event_loop.run_until_stalled();
    ///     log.take()
    /// }
    ///
    /// assert_eq!(order(7), order(7));
    /// assert_ne!(order(7), order(8));
    /// ```
    #[must_use]
    pub fn seeded(clock: impl Clock + 'static, seed: u64) -> Self {
        // The generator must not start from zero.
        let seed = seed
            .wrapping_mul(2)
            .wrapping_add(1)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        EventLoop::made_of(Box::new(clock), Some(seed))
    }

    fn made_of(clock: Box<dyn Clock>, seed: Option<u64>) -> Self {
        static NEXT_LOOP: AtomicU32 = AtomicU32::new(1);
        let loop_id = NEXT_LOOP.fetch_add(1, Ordering::Relaxed);
        EventLoop {
            handle: Handle {
                scheduler: Rc::new(Scheduler::new(loop_id, clock, seed)),
            },
        }
    }

    /// Runs a coroutine on a loop of its own to its end. The tasks that are left
    /// then are dropped.
    ///
    /// ```
    /// use coro_core::{EventLoop, sleep};
    /// use std::time::Duration;
    ///
    /// EventLoop::run(sleep(Duration::from_millis(1)));
    /// ```
    ///
    /// # Panics
    ///
    /// With what the coroutine panics with; if it can never end (a deadlock) or
    /// the loop is stopped before; inside a task, which it would block.
    #[track_caller]
    pub fn run<C: Coroutine<Yield = Wait>>(coroutine: C) -> C::Return {
        match EventLoop::new().run_until_complete(coroutine) {
            Ok(returned) => returned,
            Err(error) => panic!("{error}"),
        }
    }

    /// The loop whose task is being resumed.
    ///
    /// # Panics
    ///
    /// Outside a loop; see [`try_current`](EventLoop::try_current).
    #[inline]
    #[must_use]
    #[track_caller]
    pub fn current() -> Handle {
        match EventLoop::try_current() {
            Some(handle) => handle,
            None => panic!("no event loop runs on this thread: `EventLoop::run` runs one"),
        }
    }

    /// The loop whose task is being resumed, if there is one.
    ///
    /// ```
    /// use coro_core::EventLoop;
    ///
    /// assert!(EventLoop::try_current().is_none());
    /// ```
    #[inline]
    #[must_use]
    pub fn try_current() -> Option<Handle> {
        context::scheduler().map(|scheduler| Handle { scheduler })
    }
}

impl Default for EventLoop {
    fn default() -> Self {
        EventLoop::new()
    }
}

impl Deref for EventLoop {
    type Target = Handle;

    fn deref(&self) -> &Handle {
        &self.handle
    }
}

impl fmt::Debug for EventLoop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.handle.fmt(formatter)
    }
}

impl Drop for EventLoop {
    fn drop(&mut self) {
        let scheduler = &self.handle.scheduler;
        let payload = self.handle.drop_tasks();
        scheduler.stopped.set(true);
        scheduler.closed.set(true);
        scheduler.clear();
        if let (Some(payload), false) = (payload, std::thread::panicking()) {
            resume_unwind(payload);
        }
    }
}
