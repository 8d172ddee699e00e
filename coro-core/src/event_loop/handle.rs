//! The loop as its users see it.
//!
//! [`EventLoop`] owns it (`owner.rs`), [`Handle`] reaches it from inside. What they do is in
//! `run.rs` and `scheduler.rs`.

use core::any::type_name;
use core::fmt;
use core::panic::Location;
use std::panic::resume_unwind;
use std::rc::Rc;
use std::time::Instant;

use super::context;
use super::deadlock::{Deadlock, RunError};
use super::dump::Dump;
use super::monitor::Monitor;
use super::owner::EventLoop;
use super::run::LeaveMain;
use super::scheduler::{Halt, Scheduler};
use super::task::Step;
use super::task_handle::Task;
use super::time::instant;
use crate::inspect::Backtrace;
use crate::{Coroutine, CoroutineState, Wait};

/// Reaches the loop, from inside of it or from beside it.
///
/// [`EventLoop::current`] gives it to a task, and an [`EventLoop`] is one by
/// `Deref`. It may outlive the loop; then nothing can be spawned.
#[derive(Clone)]
pub struct Handle {
    pub(super) scheduler: Rc<Scheduler>,
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
            crate::inspect::short_name(type_name::<C>()),
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
            CoroutineState::Yielded(Wait) => {
                #[cfg(feature = "watch")]
                self.scheduler.record_main(|| Backtrace::of(&coroutine));
                #[cfg(feature = "tracing")]
                self.scheduler.trace_main(|| Backtrace::of(&coroutine));
                Step::Paused
            }
            CoroutineState::Complete(value) => {
                returned = Some(value);
                Step::Finished
            }
        };
        let halt = self.drive(&main, &mut resume);
        let error = match halt {
            Ok(()) => None,
            Err(Halt::Stopped) => Some(RunError::Stopped),
            Err(Halt::Deadlock) => {
                let mut dump = self.scheduler.dump();
                dump.stands(main.header.number(), Backtrace::of(&coroutine));
                Some(RunError::Deadlock(Deadlock { dump }))
            }
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
        // What sleeps asks the clock of the loop that it is in.
        let _entered = context::enter(&self.scheduler);
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
