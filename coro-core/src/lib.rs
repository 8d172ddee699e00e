//! Runs the state machines that `coro!` makes of functions that pause.
//!
//! A [`Coroutine`] is a value with one method: [`resume`](Coroutine::resume)
//! runs it to its next pause and gives back what it yielded, or what it
//! returned. Everything here is built on that one method: [`run`] drives one
//! coroutine to its end, [`round_robin`] drives several in turn,
//! [`iter`](Coroutine::iter) makes an iterator of what one yields.
//!
//! # Example
//!
//! ```
//! use coro_core::{Coroutine, CoroutineState, Wait, coro, run};
//!
//! coro! {
//!     /// Hands out numbers.
//!     fn countdown(from: u32) yields u32 {
//!         for number in (1..=from).rev() {
//!             yield_value!(number);
//!         }
//!     }
//!
//!     /// Waits, and is worth something at its end.
//!     fn pause(turns: usize) -> &'static str {
//!         for _ in 0..turns {
//!             yield_wait!();
//!         }
//!         "waited"
//!     }
//!
//!     /// Waits for another.
//!     async fn both() -> String {
//!         format!("{}, and {}", pause(2).await, pause(1).await)
//!     }
//! }
//!
//! assert_eq!(countdown(3).iter().collect::<Vec<u32>>(), [3, 2, 1]);
//!
//! let mut paused = pause(1);
//! assert_eq!(paused.resume(()), CoroutineState::Yielded(Wait));
//! assert_eq!(paused.resume(()), CoroutineState::Complete("waited"));
//!
//! assert_eq!(run(both()), "waited, and waited");
//! ```
//!
//! # Ways to run one
//!
//! | to | write |
//! | --- | --- |
//! | take what it yields | `for value in coroutine.iter()` |
//! | run it to its end | [`run`]`(coroutine)` |
//! | go step by step | [`coroutine.resume(())`](Coroutine::resume) |
//! | give it values | `coroutine.resume(value)`, of one that `receives` |
//! | run it inside another | [`yield_from!`]`(coroutine)`, `coroutine.await` |
//! | run several | [`round_robin`]; `EventLoop`, `spawn`, `join`, `race` (feature `std`) |
//! | run it on another executor | `coroutine.into_future()` (feature `std`) |
//!
//! # By hand
//!
//! ```
//! use coro_core::{Coroutine, CoroutineState, Wait, run};
//!
//! /// Waits a number of times, then says so.
//! struct Waiting {
//!     left: u32,
//! }
//!
//! impl Coroutine for Waiting {
//!     type Yield = Wait;
//!     type Return = &'static str;
//!
//!     fn resume(&mut self, (): ()) -> CoroutineState<Wait, &'static str> {
//!         if self.left == 0 {
//!             return CoroutineState::Complete("waited");
//!         }
//!         self.left -= 1;
//!         CoroutineState::Yielded(Wait)
//!     }
//! }
//!
//! assert_eq!(run(Waiting { left: 3 }), "waited");
//! ```
//!
//! # Features
//!
//! - `std` (default): the [`event_loop`] and [`together`]; implies `alloc`.
//! - `alloc`: `Box`ed coroutines, [`round_robin`] over a `Vec`, futures that
//!   are not `Unpin` in `yield_from!`.
//! - `serde`: [`saving`], machines that can be written and read.
//! - `svg`: [`Graph::to_svg`](graph::Graph::to_svg); `svg-docs`: the docs of each function in
//!   `coro!` show its states as a diagram, too.
//! - `watch`: [`watch`] records a run and writes it as a page or as Chrome trace events.
//! - `tracing`: each task of a loop has a span, its pauses are events of it.
//! - `stream`: `into_stream` makes a `futures_core::Stream` of an async generator.
//!
//! Without them the crate is `no_std` and never allocates.

#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

// Generated code names its paths `::coro_core::..`, inside this crate as well.
extern crate self as coro_core;

pub mod adapt;
mod coroutine;
mod drive;
#[cfg(feature = "std")]
pub mod event_loop;
#[cfg(feature = "std")]
pub mod explore;
#[cfg(feature = "alloc")]
pub mod graph;
pub mod inspect;
#[doc(hidden)]
pub mod machine;
#[cfg(feature = "serde")]
pub mod saving;
#[cfg(feature = "std")]
pub mod together;
#[cfg(feature = "watch")]
pub mod watch;

pub use adapt::{Async, AsyncGenerator};
/// The language: a fn in `coro!` is a coroutine; behind its parameters stands what it is given and hands out.
///
/// ```
/// use coro_core::{Coroutine, CoroutineState::Yielded, coro};
///
/// coro! {
///     /// The mean so far, for each sample.
///     fn averager() receives mut sample: f64 yields f64 {
///         let (mut total, mut count) = (0.0, 0.0);
///         loop {
///             total += sample;
///             count += 1.0;
///             sample = yield_value!(total / count);
///         }
///     }
/// }
///
/// let mut average = averager();
/// assert_eq!(average.resume(1.0), Yielded(1.0));
/// assert_eq!(average.resume(2.0), Yielded(1.5));
///
/// // as an expression, which captures by move
/// let step = 2;
/// let mut evens = coro!(|| for n in 0..3 { yield_value!(n * step); });
/// assert_eq!(evens.iter().collect::<Vec<i32>>(), [0, 2, 4]);
/// ```
///
pub use coro_macros::coro;
/// The same as an attribute.
///
/// ```
/// use coro_core::Coroutine;
///
/// #[coro_core::coroutine(yields = u64)]
/// fn doubling() {
///     let mut number = 1;
///     loop {
///         yield_value!(number);
///         number *= 2;
///     }
/// }
///
/// assert_eq!(doubling().iter().take(4).collect::<Vec<u64>>(), [1, 2, 4, 8]);
/// ```
///
pub use coro_macros::coroutine;
/// Delegates: what the other yields is handed on, what it returns is the value.
///
/// ```
/// use coro_core::{Coroutine, coro};
///
/// coro! {
///     fn inner() yields u32 -> u32 {
///         yield_value!(1);
///         2
///     }
///
///     fn outer() yields u32 {
///         let last = yield_from!(inner());
///         yield_value!(last);
///         yield_from!(3..5); // anything `IntoIterator`, too
///     }
/// }
///
/// assert_eq!(outer().iter().collect::<Vec<u32>>(), [1, 2, 3, 4]);
/// ```
///
pub use coro_macros::yield_from;
/// Hands out a value of the type after `yields`.
///
/// ```
/// use coro_core::{Coroutine, CoroutineState::{Complete, Yielded}, coro};
///
/// coro! {
///     fn ask() receives String yields &'static str -> String {
///         let name = yield_value!("who are you?");
///         format!("hello {name}")
///     }
/// }
///
/// let mut talk = ask();
/// assert_eq!(talk.resume("begin".to_string()), Yielded("who are you?"));
/// assert_eq!(talk.resume("Ada".to_string()), Complete("hello Ada".to_string()));
/// ```
///
pub use coro_macros::yield_value;
/// Hands out a [`Wait`]: "go on with me later".
///
/// ```
/// use coro_core::{Coroutine, CoroutineState::{Complete, Yielded}, Wait, coro};
///
/// coro! {
///     fn once() {
///         yield_wait!();
///     }
/// }
///
/// let mut paused = once();
/// assert_eq!(paused.resume(()), Yielded(Wait));
/// assert_eq!(paused.resume(()), Complete(()));
/// ```
///
pub use coro_macros::yield_wait;
pub use coroutine::{Coroutine, CoroutineState, FromYield, Wait};
pub use drive::{RoundRobin, Several, round_robin, run};
#[cfg(feature = "std")]
#[doc(no_inline)]
pub use event_loop::{
    EventLoop, Promise, Task, VirtualClock, interval, run_in_executor, sleep, sleep_until, spawn,
    timeout,
};
#[cfg(feature = "serde")]
#[doc(no_inline)]
pub use saving::{Restore, RestoreError};
#[cfg(feature = "std")]
#[doc(no_inline)]
pub use together::{
    Scope, TryScope, as_completed, for_each_concurrent, join, join_all, race, try_join,
    try_join_all,
};
