//! All of many: `join_all` and `try_join_all`.

use core::fmt;
use core::mem::take;
use std::vec::Vec;

use super::children::{Children, Next};
use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState, Wait};

/// Waits for all coroutines; worth what they return, in the order of the list.
///
/// ```
/// use coro_core::{EventLoop, VirtualClock, coro, join_all, sleep};
/// use std::time::Duration;
///
/// coro! {
///     fn double(number: u64) -> u64 {
///         yield_from!(sleep(Duration::from_secs(10 - number)));
///         number * 2
///     }
/// }
///
/// let event_loop = EventLoop::with_clock(VirtualClock::new());
/// let doubled = event_loop.run_until_complete(join_all((1..=3).map(double)));
/// assert_eq!(doubled.unwrap(), [2, 4, 6]);
/// ```
pub fn join_all<L>(coroutines: L) -> JoinAll<L::Item>
where
    L: IntoIterator<Item: Coroutine<Yield = Wait>>,
{
    let children = Children::of(coroutines);
    JoinAll {
        results: (0..children.len()).map(|_| None).collect(),
        children,
    }
}

/// Waits for all coroutines, or for the first error: then the others are dropped.
///
/// ```
/// use coro_core::{coro, run, try_join_all};
///
/// coro! {
///     fn parse(text: &'static str) -> Result<u32, String> {
///         yield_wait!();
///         text.parse().map_err(|_| format!("{text} is no number"))
///     }
/// }
///
/// assert_eq!(run(try_join_all(["1", "2"].map(parse))), Ok(vec![1, 2]));
/// assert_eq!(run(try_join_all(["1", "x"].map(parse))), Err("x is no number".to_string()));
/// ```
pub fn try_join_all<L, T, E>(coroutines: L) -> TryJoinAll<L::Item, T>
where
    L: IntoIterator<Item: Coroutine<Yield = Wait, Return = Result<T, E>>>,
{
    let children = Children::of(coroutines);
    TryJoinAll {
        results: (0..children.len()).map(|_| None).collect(),
        children,
    }
}

/// Waits for all of many: [`join_all`] makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct JoinAll<C: Coroutine> {
    children: Children<C>,
    results: Vec<Option<C::Return>>,
}

/// Waits for all of many or an error: [`try_join_all`] makes it.
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct TryJoinAll<C, T> {
    children: Children<C>,
    results: Vec<Option<T>>,
}

impl<C: Coroutine<Yield = Wait>> Coroutine for JoinAll<C> {
    type Yield = Wait;
    type Return = Vec<C::Return>;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, Vec<C::Return>> {
        let JoinAll { children, results } = self;
        children.resume(|name, value| {
            results[name] = Some(value);
            Next::GoOn
        });
        match children.len() {
            0 => CoroutineState::Complete(take(results).into_iter().flatten().collect()),
            _ => children.pause(),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("join_all", None);
        inspector.inside(|inspector| self.children.inspect(inspector));
    }
}

impl<C, T, E> Coroutine for TryJoinAll<C, T>
where
    C: Coroutine<Yield = Wait, Return = Result<T, E>>,
{
    type Yield = Wait;
    type Return = Result<Vec<T>, E>;

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, Result<Vec<T>, E>> {
        let TryJoinAll { children, results } = self;
        let mut failed = None;
        children.resume(|name, result| match result {
            Ok(value) => {
                results[name] = Some(value);
                Next::GoOn
            }
            Err(error) => {
                failed = Some(error);
                Next::Stop
            }
        });
        if let Some(error) = failed {
            children.clear();
            return CoroutineState::Complete(Err(error));
        }
        match children.len() {
            0 => CoroutineState::Complete(Ok(take(results).into_iter().flatten().collect())),
            _ => children.pause(),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show("try_join_all", None);
        inspector.inside(|inspector| self.children.inspect(inspector));
    }
}

impl<C: Coroutine> fmt::Debug for JoinAll<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JoinAll")
    }
}

impl<C, T> fmt::Debug for TryJoinAll<C, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TryJoinAll")
    }
}
