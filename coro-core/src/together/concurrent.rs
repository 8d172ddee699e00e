//! One coroutine for each item, so many at a time: `for_each_concurrent`.

use core::fmt;

use super::children::{Children, Next};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// Makes a coroutine of each item and runs them beside each other, at most
/// `limit` at a time. An item is taken when there is room for it.
///
/// ```
/// use coro_core::{EventLoop, VirtualClock, coro, for_each_concurrent, sleep};
/// use std::time::Duration;
///
/// coro! {
///     fn work(_item: u32) {
///         yield_from!(sleep(Duration::from_secs(1)));
///     }
/// }
///
/// let clock = VirtualClock::new();
/// let event_loop = EventLoop::with_clock(clock.clone());
/// event_loop.run_until_complete(for_each_concurrent(4, 0..10, work)).unwrap();
/// assert_eq!(clock.elapsed(), Duration::from_secs(3));
/// ```
///
/// # Panics
///
/// If `limit` is zero.
#[track_caller]
pub fn for_each_concurrent<L, F, C>(
    limit: usize,
    items: L,
    work: F,
) -> ForEachConcurrent<L::IntoIter, F, C>
where
    L: IntoIterator,
    F: FnMut(L::Item) -> C,
    C: Coroutine<Yield = Wait>,
{
    assert!(limit > 0, "with a limit of zero nothing would ever run");
    ForEachConcurrent {
        limit,
        items: Some(items.into_iter()),
        work,
        children: Children::new(),
    }
}

/// Runs so many at a time: [`for_each_concurrent`] makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct ForEachConcurrent<I, F, C> {
    limit: usize,
    /// `None` once they came to their end.
    items: Option<I>,
    work: F,
    children: Children<C>,
}

impl<I, F, C> ForEachConcurrent<I, F, C>
where
    I: Iterator,
    F: FnMut(I::Item) -> C,
    C: Coroutine<Yield = Wait>,
{
    /// Takes items while there is room. Says whether there was one.
    fn fill(&mut self) -> bool {
        let before = self.children.len();
        while let Some(items) = &mut self.items
            && self.children.len() < self.limit
        {
            match items.next() {
                Some(item) => {
                    let coroutine = (self.work)(item);
                    self.children.insert(0, coroutine);
                }
                None => self.items = None,
            }
        }
        self.children.len() > before
    }
}

impl<I, F, C> Coroutine for ForEachConcurrent<I, F, C>
where
    I: Iterator,
    F: FnMut(I::Item) -> C,
    C: Coroutine<Yield = Wait>,
{
    type Yield = Wait;
    type Return = ();

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, ()> {
        self.fill();
        self.children.resume(|_, _| Next::GoOn);
        // What takes the place of those that are done starts at once, but not
        // forever: an endless list of things done at once must let others run.
        if self.fill() {
            self.children.resume(|_, _| Next::GoOn);
            self.fill();
        }
        match self.children.len() {
            0 => CoroutineState::Complete(()),
            _ => self.children.pause(),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("for_each_concurrent", None);
        inspector.inside(|inspector| self.children.inspect(inspector));
    }
}

impl<I, F, C> fmt::Debug for ForEachConcurrent<I, F, C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ForEachConcurrent")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}
