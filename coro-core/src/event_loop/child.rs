//! One coroutine of a set that a task resumes, as something that can be woken
//! by itself.
//!
//! Waking it marks it in its set ([`Marked`]), the set's owner in the set that
//! that one is in, and so on, and then wakes the task or the future at the
//! bottom, which resumes of each set what is marked. A promise, a task or a
//! timer of the loop holds the [`Child`] itself. Anything from outside holds a
//! [`Waker`] made of it, which holds that of the task: so the loop knows whether
//! anybody outside can wake it.

use core::sync::atomic::{AtomicBool, Ordering};
use core::task::Waker;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::Wake;
use std::vec::Vec;

/// One of a set.
#[derive(Debug)]
pub(crate) struct Child {
    /// Its place in the set.
    index: usize,
    is_marked: AtomicBool,
    set: Arc<Marked>,
    /// The waker made last.
    waker: Mutex<Weak<ChildWaker>>,
}

/// Which of a set are to be resumed.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    marked: Vec<usize>,
    /// What the set's owner is in a set further out.
    owner: Option<Arc<Child>>,
}

impl Marked {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is locked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says who resumes the set now.
    pub(crate) fn owned_by(&self, owner: Option<Arc<Child>>) {
        let old = core::mem::replace(&mut self.lock().owner, owner);
        drop(old);
    }

    /// Takes those that are marked, leaving an empty list in their place.
    pub(crate) fn take(&self, empty: Vec<usize>) -> Vec<usize> {
        core::mem::replace(&mut self.lock().marked, empty)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lock().marked.is_empty()
    }
}

impl Child {
    /// A new one, marked: it has yet to be resumed.
    pub(crate) fn new(index: usize, set: &Arc<Marked>) -> Arc<Child> {
        set.lock().marked.push(index);
        Arc::new(Child {
            index,
            is_marked: AtomicBool::new(true),
            set: Arc::clone(set),
            waker: Mutex::default(),
        })
    }

    /// Has it resumed with its set.
    pub(crate) fn mark(&self) {
        if self.is_marked.swap(true, Ordering::AcqRel) {
            return;
        }
        let mut state = self.set.lock();
        state.marked.push(self.index);
        let owner = state.owner.clone();
        drop(state);
        if let Some(owner) = owner {
            owner.mark();
        }
    }

    /// It is resumed: what marks it from now on marks it again.
    pub(crate) fn unmark(&self) {
        // It reads what the last `mark` wrote, and so sees all that came before it.
        self.is_marked.swap(false, Ordering::AcqRel);
    }
}

/// Wakes one of a set and who resumes the set.
#[derive(Debug)]
struct ChildWaker {
    child: Arc<Child>,
    outer: Waker,
}

impl Wake for ChildWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.child.mark();
        self.outer.wake_by_ref();
    }
}

/// The waker of a child, the same as last time if somebody still holds it.
pub(crate) fn child_waker(child: &Arc<Child>, outer: Waker) -> Waker {
    let mut last = child.waker.lock().unwrap_or_else(PoisonError::into_inner);
    let waker = match last.upgrade() {
        Some(waker) if waker.outer.will_wake(&outer) => waker,
        _ => {
            let waker = Arc::new(ChildWaker {
                child: Arc::clone(child),
                outer,
            });
            *last = Arc::downgrade(&waker);
            waker
        }
    };
    Waker::from(waker)
}
