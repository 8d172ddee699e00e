//! Resuming and polling inside of a resume: who is to be woken is changed
//! meanwhile and put back afterwards, even by a panic.

use core::task::{Context, Waker};
use std::sync::Arc;

use super::child::Child;
use super::context::{self, Resumed, replace_resumed, set_parked, take_parked};
use super::parked::Parked;

/// Polls a future with the waker of who is being resumed, if there is one.
///
/// The waker is taken out of its place while the future runs, which may itself
/// resume coroutines with wakers of its own.
pub(crate) fn poll_with_waker<T>(poll: impl FnOnce(&mut Context<'_>) -> T) -> (T, bool) {
    if context::is_a_task() {
        // The usual case; see the last one.
    } else if context::with_resumed(|resumed| resumed.child.is_some()) {
        if let Some(waker) = context::waker() {
            return (poll(&mut Context::from_waker(&waker)), true);
        }
    } else if let Some(waker) = context::take_waker() {
        let lent = Lent(Some(waker));
        let waker = lent.0.as_ref().expect("it is there until dropped");
        return (poll(&mut Context::from_waker(waker)), true);
    }
    if let Some(scheduler) = context::scheduler()
        && let Some(task) = scheduler.current_shared()
    {
        let poll = |waker: &Waker| poll(&mut Context::from_waker(waker));
        return (scheduler.lend_waker(&task, poll), true);
    }
    (poll(&mut Context::from_waker(Waker::noop())), false)
}

/// A waker taken out of its place, which it is put back to.
struct Lent(Option<Waker>);

impl Drop for Lent {
    fn drop(&mut self) {
        context::put_waker_back(self.0.take());
    }
}

/// Resumes something with this waker as who is to be woken. Gives the waker back
/// and says whether what was resumed will call it.
pub(crate) fn resume_with_waker<T>(waker: Waker, resume: impl FnOnce() -> T) -> (T, Waker, bool) {
    let outer = Outer::replaced_by(Resumed {
        waker: Some(waker),
        child: None,
    });
    let resumed = resume();
    let parked = !matches!(take_parked(), Parked::No);
    let waker = outer.restore().waker;
    let waker = waker.expect("each one who takes it puts it back");
    (resumed, waker, parked)
}

/// Resumes one of a set, and says whether it will be woken.
pub(crate) fn resume_child<T>(child: &Arc<Child>, resume: impl FnOnce() -> T) -> (T, bool) {
    let outer = Outer::replaced_by(Resumed {
        waker: context::with_resumed(|resumed| resumed.waker.clone()),
        child: Some(Arc::clone(child)),
    });
    let resumed = resume();
    let parked = !matches!(take_parked(), Parked::No);
    outer.restore();
    (resumed, parked)
}

/// What is set while a coroutine is resumed from inside another, put back
/// when it paused, returned or panicked.
struct Outer {
    resumed: Option<Resumed>,
    parked: Parked,
}

impl Outer {
    fn replaced_by(resumed: Resumed) -> Outer {
        Outer {
            resumed: Some(replace_resumed(resumed)),
            parked: take_parked(),
        }
    }

    fn restore(mut self) -> Resumed {
        set_parked(self.parked);
        replace_resumed(self.resumed.take().expect("it is restored once"))
    }
}

impl Drop for Outer {
    fn drop(&mut self) {
        if let Some(outer) = self.resumed.take() {
            set_parked(self.parked);
            replace_resumed(outer);
        }
    }
}
