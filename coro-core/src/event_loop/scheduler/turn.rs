//! One turn: resumes each task that is in line once, and says what becomes of it.
//!
//! The beginning of a turn puts in line what was woken from outside and what has slept enough.

use super::{Scheduler, TimerTarget};
use crate::event_loop::context;
use crate::event_loop::parked::Parked;
use crate::event_loop::task::{RunState, SharedTask, Step, TaskId};

/// How many resumes may go by before the clock is read again, if there are timers.
const RESUMES_PER_LOOK: u32 = 32;

/// How many in line are so many that their room is given back.
const CROWD: usize = 1024;

impl Scheduler {
    /// Resumes each task that is in line, once. `main` resumes the coroutine that
    /// is not kept here; the turn ends when that one does. Says whether there
    /// was anything to resume.
    pub(crate) fn turn(&self, main: &mut dyn FnMut() -> Step) -> bool {
        let mut in_line = self.ready.borrow().len();
        let resumes = self.resumes.get();
        if in_line == 0 || resumes >= RESUMES_PER_LOOK || self.remote.is_notified() {
            self.collect();
            in_line = self.ready.borrow().len();
        }
        if let Some(state) = self.shuffle.get() {
            let mut ready = self.ready.borrow_mut();
            self.shuffle
                .set(Some(shuffle(ready.make_contiguous(), state)));
        }
        for _ in 0..in_line {
            let Some(id) = self.ready.borrow_mut().pop_front() else {
                break;
            };
            // It may have been cancelled in the line.
            let Some(task) = self.task(id) else {
                continue;
            };
            if self.resume(&task, main) || self.stopped.get() {
                break;
            }
        }
        self.resumes
            .set(self.resumes.get().saturating_add(in_line as u32));
        if in_line > CROWD {
            self.give_room_back(in_line);
        }
        in_line > 0
    }

    /// After a crowd the line takes no more memory than it needs.
    #[cold]
    fn give_room_back(&self, were_in_line: usize) {
        let mut ready = self.ready.borrow_mut();
        if ready.len() < ready.capacity() / 8 {
            ready.shrink_to(were_in_line / 4);
        }
    }

    /// Whether a task is in line.
    pub(crate) fn is_ready(&self) -> bool {
        !self.ready.borrow().is_empty()
    }

    /// Resumes one task. Says whether it was the main one, at its end.
    #[inline]
    fn resume(&self, task: &SharedTask, main: &mut dyn FnMut() -> Step) -> bool {
        #[cfg(feature = "watch")]
        if self.recorder.is_on.get() {
            return self.resume_recorded(task, main);
        }
        #[cfg(feature = "tracing")]
        if self.spans.is_on.get() {
            return self.resume_traced(task, main);
        }
        self.resume_now(task, main)
    }

    #[inline]
    pub(in crate::event_loop) fn resume_now(
        &self,
        task: &SharedTask,
        main: &mut dyn FnMut() -> Step,
    ) -> bool {
        let header = &task.header;
        header.state.set(RunState::Running);
        self.current.set(header.id);
        if self.watched.get() {
            self.show_running(task);
        }
        context::again();
        let mut is_main = false;
        let step = match task.body.step() {
            Step::Main => {
                is_main = true;
                main()
            }
            step => step,
        };
        self.current.set(TaskId::NONE);
        if let Step::Paused = step {
            self.paused(task);
            return false;
        }
        self.finish(task);
        is_main
    }

    /// What becomes of a task that paused.
    #[inline]
    fn paused(&self, task: &SharedTask) {
        let header = &task.header;
        let parked = context::take_parked();
        match (header.state.get(), parked) {
            (RunState::Doomed, _) => {
                header.state.set(RunState::Queued);
                self.cancel(task);
            }
            (_, Parked::No) => self.queue(task),
            (state, parked) => {
                header.parked.set(parked.begins(self.now.get()));
                match state {
                    RunState::Running => header.state.set(RunState::Parked),
                    _ => self.queue(task),
                }
            }
        }
    }

    #[inline]
    fn queue(&self, task: &SharedTask) {
        task.header.state.set(RunState::Queued);
        self.put_in_line(task.header.id);
    }

    /// Puts in line what was woken from outside and what has slept enough.
    #[inline(never)]
    fn collect(&self) {
        if self.remote.is_notified() {
            let mut woken = self.remote.take(self.spare.take());
            for id in woken.drain(..) {
                if let Some(task) = self.task(id) {
                    task.header.unlist_waker();
                    task.wake();
                }
            }
            self.spare.set(woken);
        }
        let looks = self.resumes.get() >= RESUMES_PER_LOOK || !self.is_ready();
        if looks {
            self.resumes.set(0);
            if !self.timers.borrow().is_empty() || self.watched.get() {
                self.fire_timers();
            }
        }
    }

    /// Whether the timers of this time have all been fired.
    #[inline]
    pub(crate) fn has_fired(&self, time: u64) -> bool {
        time <= self.fired.get()
    }

    fn fire_timers(&self) {
        let now = self.now();
        self.fired.set(now);
        loop {
            // Not in the `match`, which would borrow while a waker runs.
            let fired = self.timers.borrow_mut().fire(now);
            match fired {
                Some(TimerTarget::Task(task)) => self.wake_by_id(task),
                Some(TimerTarget::Other(target)) => target.wake(),
                None => return,
            }
        }
    }
}

/// Fisher and Yates' shuffle by the xorshift generator; gives its next state.
fn shuffle<T>(items: &mut [T], mut state: u64) -> u64 {
    for last in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        items.swap(last, (state % (last as u64 + 1)) as usize);
    }
    state
}
