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
//! use coro_core::{Coroutine, CoroutineState, Wait, run};
//!
//! /// Waits a number of times, then says so: a coroutine written by hand.
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

pub use coro_macros::{coro, coroutine, yield_from, yield_value, yield_wait};
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
    Scope, as_completed, for_each_concurrent, join, join_all, race, try_join, try_join_all,
};
