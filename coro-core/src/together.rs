//! Many coroutines as one: wait for all, for the first, for each as it comes.
//!
//! Takes coroutines that yield [`Wait`](crate::Wait), gives one that does. They run inside the
//! one who waits, so they may borrow what it may and need no loop: the same
//! `join` works in a task, as a future on another executor, and under `run`.
//!
//! ```
//! use coro_core::{EventLoop, VirtualClock, coro, join, sleep};
//! use std::time::Duration;
//!
//! coro! {
//!     fn fetch(page: &'static str, seconds: u64) -> &'static str {
//!         yield_from!(sleep(Duration::from_secs(seconds)));
//!         page
//!     }
//!
//!     fn both() -> String {
//!         let (one, two) = yield_from!(join((fetch("one", 2), fetch("two", 3))));
//!         format!("{one} {two}")
//!     }
//! }
//!
//! let clock = VirtualClock::new();
//! let event_loop = EventLoop::with_clock(clock.clone());
//! assert_eq!(event_loop.run_until_complete(both()).unwrap(), "one two");
//! assert_eq!(clock.elapsed(), Duration::from_secs(3));
//! ```
//!
//! | to wait for | use |
//! | --- | --- |
//! | all of a few, of any types | [`join`], [`try_join`] of a tuple |
//! | all of many | [`join_all`], [`try_join_all`] |
//! | the first of a few | [`race`] of a tuple, [`either`] of two |
//! | the first of many | [`race_all`] |
//! | each as it comes | [`as_completed`] |
//! | one for each item, so many at a time | [`for_each_concurrent`] |
//! | tasks of their own, none of which outlives a scope | [`Scope`] |
//!
//! Of a set of many only those are resumed that were woken.

mod as_completed;
mod children;
mod concurrent;
mod from_future;
mod join;
mod join_all;
mod pauses;
mod race;
mod scope;
mod try_scope;

pub use self::as_completed::{AsCompleted, NextCompleted, as_completed};
pub use self::concurrent::{ForEachConcurrent, for_each_concurrent};
pub use self::from_future::from_future;
pub use self::join::{Join, Together, TryJoin, TryTogether, join, try_join};
pub use self::join_all::{JoinAll, TryJoinAll, join_all, try_join_all};
pub use self::race::{Contest, Either, EitherOf, Race, RaceAll, either, race, race_all};
pub use self::scope::{Scope, ScopeHandle, ScopeJoin};
pub use self::try_scope::{TryScope, TryScopeHandle, TryScopeJoin};
