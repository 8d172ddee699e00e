//! A future where a coroutine is asked for.

use core::future::Future;
use core::pin::Pin;
use std::boxed::Box;

use crate::adapt::Polling;

/// A `std` future as a coroutine, for [`join`](super::join) and whatever else asks
/// for coroutines. `yield_from!` and `.await` take futures as they are.
///
/// ```
/// use coro_core::together::from_future;
/// use coro_core::{coro, join, run};
///
/// coro! {
///     fn one() -> u32 { yield_wait!(); 1 }
/// }
///
/// assert_eq!(run(join((one(), from_future(async { 2 })))), (1, 2));
/// ```
pub fn from_future<F: Future>(future: F) -> Polling<Pin<Box<F>>> {
    Polling::new(Box::pin(future))
}
