//! Who is being resumed on this thread, and whether it can be woken.
//!
//! A coroutine is given no waker. What waits for something (a timer, a promise,
//! a future) finds here who is being resumed, leaves word where it will be
//! woken from, and [`park`]s. The one who resumes looks afterwards: a pause after
//! `park` is left alone until it is woken, any other pause is resumed again next
//! turn. A bare `yield_wait!()` takes the mark back ([`again`]), so that a
//! coroutine which resumes others by hand and then pauses is resumed, too.
//!
//! | resumed by | [`target`] |
//! | --- | --- |
//! | a task of an [`EventLoop`](super::EventLoop) | the task |
//! | [`into_future`](crate::Coroutine::into_future), or a set of coroutines | its waker |
//! | anything else: `run`, `resume` in a test | none; every pause is bare |
//!
//! It holds no state that outlives a resume.

use core::cell::{Cell, RefCell};
use core::mem::{ManuallyDrop, replace};
use core::panic::Location;
use core::task::Waker;
use std::rc::Rc;
use std::sync::Arc;
use std::thread_local;

use super::child::{Child, child_waker};
use super::parked::Parked;
use super::scheduler::Scheduler;
use super::task::{SharedTask, TaskId};

thread_local! {
    static PARKED: Cell<Parked> = const { Cell::new(Parked::No) };
    static SCHEDULER: Kept<Option<Rc<Scheduler>>> = const { Kept::new(None) };
    static RESUMED: Kept<Resumed> = const { Kept::new(Resumed::A_TASK) };
    /// Whether `RESUMED` says nothing: to see it at less cost.
    static IS_A_TASK: Cell<bool> = const { Cell::new(true) };
}

/// What each wait looks at, in a thread local that has nothing to drop: so the look need not find out whether
/// it is there yet or gone already. Nothing stays in it, since [`Entered`] and its like put back what was there.
struct Kept<T>(RefCell<ManuallyDrop<T>>);

impl<T> Kept<T> {
    const fn new(value: T) -> Self {
        Kept(RefCell::new(ManuallyDrop::new(value)))
    }

    fn replace(&self, value: T) -> T {
        let kept = replace(&mut *self.0.borrow_mut(), ManuallyDrop::new(value));
        ManuallyDrop::into_inner(kept)
    }
}

/// Who is being resumed, where it is not simply the current task of the loop.
#[derive(Clone)]
pub(super) struct Resumed {
    /// Whoever polls the future that the coroutine runs as.
    pub(super) waker: Option<Waker>,
    /// One of a set that is resumed inside of that.
    pub(super) child: Option<Arc<Child>>,
}

impl Resumed {
    const A_TASK: Resumed = Resumed {
        waker: None,
        child: None,
    };

    fn is_a_task(&self) -> bool {
        self.waker.is_none() && self.child.is_none()
    }
}

pub(super) fn replace_resumed(resumed: Resumed) -> Resumed {
    IS_A_TASK.set(resumed.is_a_task());
    RESUMED.with(|kept| kept.replace(resumed))
}

/// Who is to be woken.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// A task, and of what it resumes perhaps only one.
    Task(SharedTask, Option<Arc<Child>>),
    Waker(Waker),
}

impl Target {
    pub(crate) fn wake(self) {
        match self {
            Target::Task(task, child) => {
                if let Some(child) = child {
                    child.mark();
                }
                task.wake();
            }
            Target::Waker(waker) => waker.wake(),
        }
    }
}

/// Says that who is being resumed will be woken.
#[inline]
pub(crate) fn set_parked(parked: Parked) {
    PARKED.set(parked);
}

/// The mark of [`set_parked`], taken off.
#[inline]
pub(crate) fn take_parked() -> Parked {
    PARKED.replace(Parked::No)
}

/// Says that the coroutine being resumed has arranged for its waker to be
/// called: the pause that follows lasts until then.
///
/// ```
/// use coro_core::event_loop::{park, waker};
/// use coro_core::{Coroutine, CoroutineState, EventLoop, Wait};
///
/// /// Waits until its waker is called, which another thread does.
/// struct Called(bool);
///
/// impl Coroutine for Called {
///     type Yield = Wait;
///     type Return = &'static str;
///
///     fn resume(&mut self, (): ()) -> CoroutineState<Wait, &'static str> {
///         if self.0 {
///             return CoroutineState::Complete("woken");
///         }
///         if let Some(waker) = waker() {
///             self.0 = true;
///             std::thread::spawn(move || waker.wake());
///             park();
///         }
///         CoroutineState::Yielded(Wait)
///     }
/// }
///
/// assert_eq!(EventLoop::run(Called(false)), "woken");
/// ```
///
/// It may be resumed earlier, and must then look whether what it waits for has
/// come. Without it a pause lasts to the next turn only. Outside a loop and a
/// future it does nothing.
#[track_caller]
pub fn park() {
    if has_target() {
        set_parked(Parked::own(Location::caller()));
    }
}

/// Takes [`park`] back: the pause that follows lasts to the next turn.
///
/// It is for a coroutine written by hand that resumes others: a pause of its own
/// is for all of them.
///
/// ```
/// use coro_core::event_loop::again;
/// use coro_core::{Coroutine, CoroutineState, EventLoop, Promise, Wait};
///
/// /// Looks at a promise each turn, so many times.
/// struct Look(Promise<u32>, u32);
///
/// impl Coroutine for Look {
///     type Yield = Wait;
///     type Return = Option<u32>;
///
///     fn resume(&mut self, (): ()) -> CoroutineState<Wait, Option<u32>> {
///         if let CoroutineState::Complete(value) = self.0.resume(()) {
///             return CoroutineState::Complete(Some(value));
///         }
///         if self.1 == 0 {
///             return CoroutineState::Complete(None);
///         }
///         self.1 -= 1;
///         again();
///         CoroutineState::Yielded(Wait)
///     }
/// }
///
/// assert_eq!(EventLoop::run(Look(Promise::new(), 3)), None);
/// ```
#[inline]
pub fn again() {
    PARKED.set(Parked::No);
}

/// The waker of who is being resumed; `None` where nobody can be woken.
///
/// See [`park`] for what to do with it.
#[must_use]
pub fn waker() -> Option<Waker> {
    let Resumed { waker, child } = match IS_A_TASK.get() {
        true => Resumed::A_TASK,
        false => resumed(),
    };
    let outer = match waker {
        Some(waker) => waker,
        None => {
            let scheduler = scheduler()?;
            scheduler.lend_waker(&scheduler.current_shared()?, Waker::clone)
        }
    };
    Some(match child {
        Some(child) => child_waker(&child, outer),
        None => outer,
    })
}

/// Whether it is simply the current task of the loop that is being resumed.
#[inline]
pub(super) fn is_a_task() -> bool {
    IS_A_TASK.get()
}

/// Takes the waker of who is being resumed, until [`put_waker_back`].
pub(super) fn take_waker() -> Option<Waker> {
    with_resumed(|resumed| resumed.waker.take())
}

/// What was resumed meanwhile has put back who was resumed before it, and saw no waker there.
pub(super) fn put_waker_back(waker: Option<Waker>) {
    IS_A_TASK.set(waker.is_none());
    with_resumed(|resumed| resumed.waker = waker);
}

/// Something with who is being resumed; it must not run user code.
pub(super) fn with_resumed<T>(look: impl FnOnce(&mut Resumed) -> T) -> T {
    RESUMED.with(|kept| look(&mut kept.0.borrow_mut()))
}

fn resumed() -> Resumed {
    RESUMED.with(|kept| Resumed::clone(&kept.0.borrow()))
}

/// The loop that runs on this thread.
#[inline]
pub(crate) fn scheduler() -> Option<Rc<Scheduler>> {
    SCHEDULER.with(|kept| Option::clone(&kept.0.borrow()))
}

/// Something with the loop that runs on this thread; it must not run user code.
#[inline]
pub(crate) fn with_scheduler<T>(look: impl FnOnce(&Rc<Scheduler>) -> T) -> Option<T> {
    SCHEDULER.with(|kept| kept.0.borrow().as_ref().map(look))
}

/// Who is being resumed.
#[inline]
pub(crate) fn target() -> Option<Target> {
    match IS_A_TASK.get() {
        true => current_shared().map(|task| Target::Task(task, None)),
        false => target_inside(),
    }
}

/// The task that the loop resumes, if it is simply that.
#[inline]
pub(super) fn simply_a_task() -> Option<SharedTask> {
    match IS_A_TASK.get() {
        true => current_shared(),
        false => None,
    }
}

#[inline]
fn current_shared() -> Option<SharedTask> {
    SCHEDULER.with(|kept| kept.0.borrow().as_ref()?.current_shared())
}

/// Who is being resumed, inside of a future or a set.
fn target_inside() -> Option<Target> {
    let Resumed { waker, child } = resumed();
    if let Some(waker) = waker {
        return Some(Target::Waker(match child {
            Some(child) => child_waker(&child, waker),
            None => waker,
        }));
    }
    let task = current_shared()?;
    Some(Target::Task(task, child))
}

/// Who is being resumed, in a form that can be sent and compared.
#[derive(Clone, Default)]
pub(crate) struct Who {
    task: Option<(u32, TaskId)>,
    waker: Option<Waker>,
    child: Option<Arc<Child>>,
}

impl Who {
    pub(crate) fn present() -> Who {
        let Resumed { waker, child } = resumed();
        let task = match waker {
            Some(_) => None,
            None => {
                with_scheduler(|scheduler| Some((scheduler.loop_id(), scheduler.current_task()?)))
            }
        };
        Who {
            task: task.flatten(),
            waker,
            child,
        }
    }

    pub(crate) fn is_same(&self, other: &Who) -> bool {
        let same_waker = match (&self.waker, &other.waker) {
            (Some(one), Some(other)) => one.will_wake(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        let address = |who: &Who| who.child.as_ref().map(Arc::as_ptr);
        self.task == other.task && same_waker && address(self) == address(other)
    }

    pub(crate) fn child(&self) -> Option<&Arc<Child>> {
        self.child.as_ref()
    }
}

fn has_target() -> bool {
    (!IS_A_TASK.get() && with_resumed(|resumed| resumed.waker.is_some()))
        || with_scheduler(|scheduler| scheduler.current_task().is_some()) == Some(true)
}

/// Makes a loop the one that runs on this thread, until the guard is dropped.
pub(crate) fn enter(scheduler: &Rc<Scheduler>) -> Entered {
    Entered {
        scheduler: SCHEDULER.with(|kept| kept.replace(Some(Rc::clone(scheduler)))),
        resumed: replace_resumed(Resumed::A_TASK),
        parked: take_parked(),
    }
}

/// Puts back the loop that ran before.
pub(crate) struct Entered {
    scheduler: Option<Rc<Scheduler>>,
    resumed: Resumed,
    parked: Parked,
}

impl Drop for Entered {
    fn drop(&mut self) {
        let outer = self.scheduler.take();
        let inner = SCHEDULER.with(|kept| kept.replace(outer));
        let resumed = replace_resumed(replace(&mut self.resumed, Resumed::A_TASK));
        set_parked(self.parked);
        drop((inner, resumed));
    }
}
