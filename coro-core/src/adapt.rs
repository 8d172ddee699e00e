//! What a coroutine can be turned into, and what can be turned into one.
//!
//! [`Iter`] makes an iterator of a coroutine, [`CoroutineFuture`] a future, and
//! `CoroutineStream` a stream; [`Iterating`] and [`Polling`] are what `yield_from!`
//! makes of an iterator and of a future. None of them is constructed by name: the
//! methods of [`Coroutine`](crate::Coroutine) and `yield_from!` do that.

mod asynchronous;
pub(crate) mod awaited;
pub(crate) mod delegate;
mod future;
#[cfg(feature = "alloc")]
pub(crate) mod handed_over;
mod iterating;
mod iterator;
mod polling;
pub(crate) mod refuse;
mod resuming;
#[cfg(feature = "stream")]
mod stream;
pub(crate) mod through;

pub use asynchronous::{Async, AsyncGenerator};
pub use future::CoroutineFuture;
pub use iterating::Iterating;
pub use iterator::Iter;
pub use polling::Polling;
#[cfg(feature = "stream")]
pub use stream::CoroutineStream;
