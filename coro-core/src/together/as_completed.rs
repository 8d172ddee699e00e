//! Each of many as it comes: `as_completed`.

use core::fmt;
use core::task::Waker;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use super::children::{Children, Next};
use crate::event_loop::{again, waker};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// An iterator of as many coroutines as it is given; each waits for the next one
/// that is done, and is worth what that one returns. All of them run while any
/// is waited for.
///
/// ```
/// use coro_core::{EventLoop, VirtualClock, as_completed, coro, sleep};
/// use std::time::Duration;
///
/// coro! {
///     fn fetch(page: u64) -> u64 {
///         yield_from!(sleep(Duration::from_secs(page)));
///         page
///     }
///
///     fn fetch_all() -> Vec<u64> {
///         let mut pages = Vec::new();
///         for next in as_completed([3, 1, 2].map(fetch)) {
///             pages.push(yield_from!(next));
///         }
///         pages
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// assert_eq!(event_loop.run_until_complete(fetch_all()).unwrap(), [1, 2, 3]);
/// ```
pub fn as_completed<L>(coroutines: L) -> AsCompleted<L::Item>
where
    L: IntoIterator<Item: Coroutine<Yield = Wait>>,
{
    let children = Children::of(coroutines);
    AsCompleted {
        left: children.len(),
        shared: Arc::new(Mutex::new(Shared {
            children,
            done: VecDeque::new(),
            others: Vec::new(),
        })),
    }
}

/// Gives each of many as it comes: [`as_completed`] makes it.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct AsCompleted<C: Coroutine> {
    left: usize,
    shared: Arc<Mutex<Shared<C>>>,
}

/// Waits for the next of many: [`AsCompleted`] gives it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct NextCompleted<C: Coroutine> {
    shared: Arc<Mutex<Shared<C>>>,
}

struct Shared<C: Coroutine> {
    children: Children<C>,
    /// What was returned and not yet given out.
    done: VecDeque<C::Return>,
    /// Who waited in vain while somebody else resumed the set.
    others: Vec<Waker>,
}

impl<C: Coroutine> Iterator for AsCompleted<C> {
    type Item = NextCompleted<C>;

    fn next(&mut self) -> Option<NextCompleted<C>> {
        self.left = self.left.checked_sub(1)?;
        Some(NextCompleted {
            shared: Arc::clone(&self.shared),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<C: Coroutine> ExactSizeIterator for AsCompleted<C> {}

impl<C: Coroutine> NextCompleted<C> {
    fn lock(&self) -> MutexGuard<'_, Shared<C>> {
        // After a panic of one the others can still be waited for.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Coroutine<Yield = Wait>> Coroutine for NextCompleted<C> {
    type Yield = Wait;
    type Return = C::Return;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, C::Return> {
        let Ok(mut shared) = self.shared.try_lock() else {
            // Another thread resumes the set, or one of the set itself waits for the next.
            again();
            return CoroutineState::Yielded(Wait);
        };
        let Shared {
            children,
            done,
            others,
        } = &mut *shared;
        if done.is_empty() {
            children.resume(|_, value| {
                done.push_back(value);
                Next::GoOn
            });
        }
        match done.pop_front() {
            Some(value) => CoroutineState::Complete(value),
            None => {
                // It may be that somebody else is given what comes next.
                if Arc::strong_count(&self.shared) > 2
                    && let Some(waker) = waker()
                    && !others.iter().any(|other| other.will_wake(&waker))
                {
                    others.push(waker);
                }
                children.pause()
            }
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("as_completed", None);
        if let Ok(shared) = self.shared.try_lock() {
            inspector.inside(|inspector| shared.children.inspect(inspector));
        }
    }
}

impl<C: Coroutine> Drop for NextCompleted<C> {
    fn drop(&mut self) {
        let others = core::mem::take(&mut self.lock().others);
        for waker in others {
            waker.wake();
        }
    }
}

impl<C: Coroutine> fmt::Debug for AsCompleted<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AsCompleted")
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

impl<C: Coroutine> fmt::Debug for NextCompleted<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NextCompleted")
    }
}
