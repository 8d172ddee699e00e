//! Waking a task from outside its loop: the part of a loop that other threads
//! see.
//!
//! A [`TaskWaker`] is made for a task when something first asks for a
//! [`Waker`](core::task::Waker). Woken on the loop's own thread while the loop
//! runs, it puts the task in line directly. Woken elsewhere, it puts the task on the
//! list in [`Remote`] and unparks the thread.
//!
//! No wake-up is lost: a task is on the list at most once (`listed`), and leaves
//! it before it is resumed; so what was written before a `wake` that found
//! the task listed is seen by the resume that follows. The thread looks at
//! `notified` before it parks, and a token of `unpark` given after that look
//! makes `park` return at once.

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Wake;
use std::thread::Thread;
use std::vec::Vec;

use super::context;
use super::monitor::Running;
use super::task::TaskId;

/// What other threads see of a loop.
#[derive(Debug)]
pub(crate) struct Remote {
    pub(crate) loop_id: u32,
    /// The thread that the loop runs on.
    thread: Thread,
    /// Whether there is something on the list.
    notified: Apart<AtomicBool>,
    /// Tasks whose wakers were called.
    woken: Mutex<Vec<TaskId>>,
    /// How many calls are under way on the thread pool.
    pub(crate) jobs: AtomicUsize,
    /// What a monitor shows.
    pub(crate) running: Mutex<Option<Running>>,
}

impl Remote {
    pub(crate) fn new(loop_id: u32) -> Self {
        Remote {
            loop_id,
            thread: std::thread::current(),
            notified: Apart(AtomicBool::new(false)),
            woken: Mutex::new(Vec::new()),
            jobs: AtomicUsize::new(0),
            running: Mutex::new(None),
        }
    }

    fn list(&self) -> MutexGuard<'_, Vec<TaskId>> {
        // Nothing panics while it is locked.
        self.woken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put_on_list(&self, task: TaskId) {
        self.list().push(task);
        self.notify();
    }

    /// Makes the loop look at the list.
    pub(crate) fn notify(&self) {
        // Whoever finds it notified was before the loop at the list, which it takes after it took the notice. To look
        // is cheaper than to write: the loop looks as well, and a write takes the line away from it.
        if !self.is_notified() && !self.notified.0.swap(true, Ordering::AcqRel) {
            self.thread.unpark();
        }
    }

    /// Whether the loop must look at the list.
    #[inline]
    pub(crate) fn is_notified(&self) -> bool {
        self.notified.0.load(Ordering::Acquire)
    }

    /// Takes what is on the list and leaves `spare` in its place.
    pub(crate) fn take(&self, spare: Vec<TaskId>) -> Vec<TaskId> {
        self.notified.0.swap(false, Ordering::AcqRel);
        core::mem::replace(&mut *self.list(), spare)
    }
}

/// On a cache line of its own: the loop looks at it all the time, others write beside it.
#[derive(Debug)]
#[repr(align(64))]
struct Apart<T>(T);

/// What the [`Waker`](core::task::Waker) of a task is.
#[derive(Debug)]
pub(crate) struct TaskWaker {
    remote: Arc<Remote>,
    task: TaskId,
    listed: AtomicBool,
}

impl TaskWaker {
    pub(crate) fn new(remote: Arc<Remote>, task: TaskId) -> Self {
        TaskWaker {
            remote,
            task,
            listed: AtomicBool::new(false),
        }
    }

    /// It was taken off the list: a `wake` from now on lists it again.
    pub(crate) fn unlist(&self) {
        // It reads what the last `wake` wrote, and so sees all that came before it.
        self.listed.swap(false, Ordering::AcqRel);
    }

    /// On the loop's own thread the task is put in line directly.
    fn wake_here(&self) -> bool {
        context::with_scheduler(|scheduler| {
            let here = scheduler.loop_id() == self.remote.loop_id;
            if here {
                scheduler.wake_by_id(self.task);
            }
            here
        }) == Some(true)
    }
}

/// Nobody can call it any more: a loop that waits for that looks again, and may find a deadlock.
impl Drop for TaskWaker {
    fn drop(&mut self) {
        let here = context::with_scheduler(|scheduler| scheduler.loop_id() == self.remote.loop_id);
        if here != Some(true) {
            self.remote.notify();
        }
    }
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.wake_here() && !self.listed.swap(true, Ordering::AcqRel) {
            self.remote.put_on_list(self.task);
        }
    }
}
