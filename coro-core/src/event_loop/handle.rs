//! The loop as its users see it.
//!
//! [`EventLoop`] owns it, [`Handle`] reaches it from inside. What they do is in
//! `scheduler.rs`.

use core::any::{Any, type_name};
use core::fmt;
use core::ops::Deref;
use core::panic::{AssertUnwindSafe, Location};
use core::sync::atomic::{AtomicU32, Ordering};
use std::boxed::Box;
use std::panic::{catch_unwind, resume_unwind};
use std::rc::Rc;
use std::time::Instant;

use super::clock::{Clock, SystemClock};
use super::context;
use super::deadlock::{Deadlock, RunError};
use super::dump::{Dump, Monitor, short_name};
use super::scheduler::{Halt, Scheduler};
use super::task::{SharedTask, Step};
use super::task_handle::Task;
use super::time::instant;
use crate::{Coroutine, CoroutineState, Wait};

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

/// Reaches the loop, from inside of it or from beside it.
///
/// [`EventLoop::current`] gives it to a task, and an [`EventLoop`] is one by
/// `Deref`. It may outlive the loop; then nothing can be spawned.
#[derive(Clone)]
pub struct Handle {
    scheduler: Rc<Scheduler>,
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
        scheduler.remote.close();
        scheduler.clear();
        if let (Some(payload), false) = (payload, std::thread::panicking()) {
            resume_unwind(payload);
        }
    }
}

/// Spawns a coroutine on the loop whose task is being resumed:
/// `EventLoop::current().spawn(coroutine)`.
///
/// # Panics
///
/// Outside a loop.
#[track_caller]
pub fn spawn<C>(coroutine: C) -> Task<C::Return>
where
    C: Coroutine<Yield = Wait> + 'static,
    C::Return: 'static,
{
    EventLoop::current().spawn(coroutine)
}

impl Handle {
    /// Makes a task of a coroutine: it is resumed from the next turn on, beside
    /// what else runs. Dropping the [`Task`] lets it go on by itself.
    ///
    /// # Panics
    ///
    /// If the loop was dropped.
    #[track_caller]
    pub fn spawn<C>(&self, coroutine: C) -> Task<C::Return>
    where
        C: Coroutine<Yield = Wait> + 'static,
        C::Return: 'static,
    {
        assert!(
            !self.scheduler.closed.get(),
            "the event loop is gone: `{}` cannot be spawned on it",
            short_name(type_name::<C>()),
        );
        let cell = self.scheduler.spawn(coroutine, Location::caller());
        Task::new(cell)
    }

    /// Runs a coroutine to its end, and the tasks beside it meanwhile. The
    /// coroutine may borrow. Tasks that are left go on in the next run.
    ///
    /// ```
    /// use coro_core::{EventLoop, coro};
    ///
    /// coro! {
    ///     fn count(words: &[&str]) -> usize {
    ///         yield_wait!();
    ///         words.len()
    ///     }
    /// }
    ///
    /// let words = ["one".to_string(), "two".to_string()];
    /// let words = [words[0].as_str(), words[1].as_str()];
    /// assert_eq!(EventLoop::new().run_until_complete(count(&words)).unwrap(), 2);
    /// ```
    ///
    /// # Errors
    ///
    /// [`RunError::Deadlock`] if the coroutine can never end, with the tasks that
    /// are stuck; [`RunError::Stopped`] if the loop is stopped.
    ///
    /// # Panics
    ///
    /// With what the coroutine panics with; inside a task, which it would block.
    #[track_caller]
    pub fn run_until_complete<C>(&self, coroutine: C) -> Result<C::Return, RunError>
    where
        C: Coroutine<Yield = Wait>,
    {
        let running = self.start("run_until_complete");
        let main = self
            .scheduler
            .enlist_main(type_name::<C>(), Location::caller());
        let leaving = LeaveMain(&self.scheduler, &main);
        let mut coroutine = coroutine;
        let mut returned = None;
        let mut resume = || match coroutine.resume(()) {
            CoroutineState::Yielded(Wait) => Step::Paused,
            CoroutineState::Complete(value) => {
                returned = Some(value);
                Step::Finished
            }
        };
        let halt = self.drive(&main, &mut resume);
        let error = match halt {
            Ok(()) => None,
            Err(Halt::Stopped) => Some(RunError::Stopped),
            Err(Halt::Deadlock) => Some(RunError::Deadlock(Deadlock {
                dump: self.scheduler.dump(),
            })),
        };
        drop(coroutine);
        drop(leaving);
        drop(running);
        match (returned, error) {
            (Some(returned), _) => Ok(returned),
            (None, Some(error)) => Err(error),
            (None, None) => Err(RunError::Stopped),
        }
    }

    /// Turns until the main coroutine has ended.
    fn drive(&self, main: &SharedTask, resume: &mut dyn FnMut() -> Step) -> Result<(), Halt> {
        loop {
            self.scheduler.turn(resume);
            if main.header.is_finished() {
                return Ok(());
            }
            if self.scheduler.stopped.get() {
                return Err(Halt::Stopped);
            }
            if !self.scheduler.is_ready() {
                self.scheduler.show_idle();
                if !self.scheduler.wait() {
                    return Err(Halt::Deadlock);
                }
            }
        }
    }

    /// Runs until no task is left.
    ///
    /// # Errors
    ///
    /// As [`run_until_complete`](Handle::run_until_complete).
    ///
    /// ```
    /// use coro_core::{EventLoop, VirtualClock, sleep};
    /// use std::time::Duration;
    ///
    /// let event_loop = EventLoop::with_clock(VirtualClock::new());
    /// let tasks = [3, 1, 2].map(|seconds| event_loop.spawn(sleep(Duration::from_secs(seconds))));
    /// event_loop.run_all().unwrap();
    /// assert!(tasks.iter().all(|task| task.is_finished()));
    /// ```
    #[track_caller]
    pub fn run_all(&self) -> Result<(), RunError> {
        let _running = self.start("run_all");
        while self.scheduler.tasks.borrow().len() > 0 {
            self.scheduler.turn(&mut || Step::Finished);
            if self.scheduler.stopped.get() {
                return Err(RunError::Stopped);
            }
            if self.scheduler.tasks.borrow().len() > 0
                && !self.scheduler.is_ready()
                && !self.scheduler.wait()
            {
                let dump = self.scheduler.dump();
                return Err(RunError::Deadlock(Deadlock { dump }));
            }
        }
        Ok(())
    }

    /// Resumes each task that is ready once and comes back without waiting: for
    /// a loop inside another one, of a game for example. Says whether anything is
    /// ready for the next turn.
    ///
    /// ```
    /// use coro_core::{EventLoop, coro};
    ///
    /// coro! {
    ///     fn twice() { yield_wait!(); }
    /// }
    ///
    /// let event_loop = EventLoop::new();
    /// event_loop.spawn(twice());
    /// assert!(event_loop.tick());
    /// assert!(!event_loop.tick());
    /// ```
    ///
    /// # Panics
    ///
    /// Inside a task of the same loop.
    #[track_caller]
    pub fn tick(&self) -> bool {
        let _running = self.start_turns("tick");
        self.scheduler.turn(&mut || Step::Finished);
        self.scheduler.is_ready()
    }

    /// Turns until nothing is ready, and comes back without waiting. A task that
    /// only ever says `yield_wait!()` keeps it from coming back.
    ///
    /// # Panics
    ///
    /// Inside a task of the same loop.
    #[track_caller]
    pub fn run_until_stalled(&self) {
        let _running = self.start_turns("run_until_stalled");
        while self.scheduler.turn(&mut || Step::Finished) && !self.scheduler.stopped.get() {}
    }

    /// Drops all tasks, in the order in which they were spawned, and ends the
    /// run. The task that calls it goes on to its next pause and is dropped
    /// there. Whoever waits for a task from outside finds it cancelled.
    ///
    /// ```
    /// use coro_core::event_loop::RunError;
    /// use coro_core::{EventLoop, coro};
    ///
    /// coro! {
    ///     fn stop_all() {
    ///         EventLoop::current().stop();
    ///         yield_wait!();
    ///         unreachable!();
    ///     }
    /// }
    ///
    /// let stopped = EventLoop::new().run_until_complete(stop_all());
    /// assert!(matches!(stopped, Err(RunError::Stopped)));
    /// ```
    ///
    /// # Panics
    ///
    /// With what the drop of a task panics with, once all are dropped.
    pub fn stop(&self) {
        let payload = self.drop_tasks();
        if let Some(payload) = payload {
            resume_unwind(payload);
        }
    }

    /// What the loop is doing: its tasks, where each stands and since when.
    #[must_use]
    pub fn dump(&self) -> Dump {
        self.scheduler.dump()
    }

    /// Looks at the loop from other threads, to see which task runs. From the
    /// first one on each resume is noted, which takes some time.
    ///
    /// ```
    /// use coro_core::{EventLoop, coro};
    ///
    /// coro! {
    ///     fn busy(look: impl Fn()) {
    ///         look();
    ///         yield_wait!();
    ///     }
    /// }
    ///
    /// let event_loop = EventLoop::new();
    /// let monitor = event_loop.monitor();
    /// let look = move || {
    ///     let running = std::thread::spawn({
    ///         let monitor = monitor.clone();
    ///         move || monitor.running()
    ///     });
    ///     assert_eq!(running.join().unwrap().unwrap().name(), "busy");
    /// };
    /// event_loop.run_until_complete(busy(look)).unwrap();
    /// ```
    #[must_use]
    pub fn monitor(&self) -> Monitor {
        self.scheduler.watched.set(true);
        Monitor {
            remote: self.scheduler.remote.clone(),
        }
    }

    /// The time by the loop's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        instant(self.scheduler.now())
    }

    /// Drops all tasks and gives the first panic of their drops.
    fn drop_tasks(&self) -> Option<Box<dyn Any + Send>> {
        let scheduler = &self.scheduler;
        let _entered = context::enter(scheduler);
        scheduler.stopped.set(true);
        let mut first_panic = None;
        // In the order of spawning; what a drop spawns is dropped at once.
        let tasks = scheduler.tasks.borrow().in_order();
        for task in &tasks {
            let dropped = catch_unwind(AssertUnwindSafe(|| scheduler.cancel(task)));
            first_panic = first_panic.or(dropped.err());
        }
        if !scheduler.running.get() {
            scheduler.stopped.set(false);
        }
        first_panic
    }

    #[track_caller]
    fn start(&self, what: &str) -> Run<'_> {
        if let Some(outer) = context::scheduler() {
            refuse_inside_a_task(&outer, what);
        }
        self.start_turns(what)
    }

    #[track_caller]
    fn start_turns(&self, what: &str) -> Run<'_> {
        if self.scheduler.running.get() {
            refuse_inside_a_task(&self.scheduler, what);
        }
        self.scheduler.stopped.set(false);
        self.scheduler.running.set(true);
        Run {
            scheduler: &self.scheduler,
            _entered: context::enter(&self.scheduler),
        }
    }
}

#[track_caller]
fn refuse_inside_a_task(scheduler: &Scheduler, what: &str) {
    let Some(current) = scheduler.current_task() else {
        return;
    };
    let task = scheduler.tasks.borrow().get(current).cloned();
    let Some(task) = task else {
        return;
    };
    let (name, header) = (short_name(task.body.type_name()), &task.header);
    let (number, at) = (header.number, header.spawned_at);
    panic!(
        "`{what}` called inside task {number} `{name}`, spawned at {at}, which it would block: \
         `spawn` the coroutine, or wait for it by `yield_from!`"
    );
}

impl fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tasks = self.scheduler.tasks.borrow().len();
        formatter
            .debug_struct("EventLoop")
            .field("tasks", &tasks)
            .finish_non_exhaustive()
    }
}

/// A run that is under way.
struct Run<'a> {
    scheduler: &'a Scheduler,
    _entered: context::Entered,
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        self.scheduler.running.set(false);
        self.scheduler.stopped.set(false);
        self.scheduler.show_idle();
    }
}

/// Takes the main coroutine out of the line, however it ended.
struct LeaveMain<'a>(&'a Scheduler, &'a SharedTask);

impl Drop for LeaveMain<'_> {
    fn drop(&mut self) {
        self.0.leave(self.1);
    }
}
