//! What a coroutine can be turned into, and what can be turned into one.
//!
//! [`Iter`] makes an iterator of a coroutine; [`Iterating`] and [`Polling`] are
//! what `yield_from!` makes of an iterator and of a future. None of them is
//! constructed by name: [`Coroutine::iter`](crate::Coroutine::iter) and
//! `yield_from!` do that.

pub(crate) mod delegate;
mod iterating;
mod iterator;
mod polling;
pub(crate) mod refuse;

pub use iterating::Iterating;
pub use iterator::Iter;
pub use polling::Polling;
