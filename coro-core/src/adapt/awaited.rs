//! What an `async` block that `coro!` wrote waits for: a future as it is, or a coroutine as a future.
//!
//! A future that borrows variables cannot be stored beside them in a machine, which may be moved. So it is stored
//! together with them, in the one form in which safe Rust lets a value refer to another beside it: an `async` block,
//! pinned in a box as every future that is not `Unpin` is. Generated code writes `Awaited::new(c).future().await`
//! there, told apart by autoref:
//!
//! ```
//! use coro_core::machine::{Awaited, dispatch::*};
//!
//! let waits = async {
//!     let mut list = vec![1];
//!     Awaited::new(async { list.push(2) }).future().await;
//!     list.len()
//! };
//! # drop(waits);
//! ```

#[cfg(feature = "alloc")]
use alloc::boxed::Box;
use core::fmt;
use core::future::IntoFuture;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::CoroutineFuture;
use crate::{Coroutine, Wait};

/// What is waited for.
pub struct Awaited<T>(T);

impl<T> Awaited<T> {
    /// Before it is known what it is.
    #[inline]
    pub fn new(value: T) -> Self {
        Awaited(value)
    }

    /// Says where the body in a box waits for it: `` src/main.rs:7: `c.await` ``.
    #[inline]
    #[must_use]
    pub fn at(self, place: &'static str) -> Self {
        #[cfg(feature = "std")]
        super::handed_over::waits_at(place);
        #[cfg(not(feature = "std"))]
        let _ = place;
        self
    }
}

impl<T> fmt::Debug for Awaited<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Awaited")
    }
}

/// First choice: a future, or what is made one.
impl<T: IntoFuture> Awaited<T> {
    /// The future to wait for.
    #[inline]
    pub fn future(self) -> T::IntoFuture {
        self.0.into_future()
    }
}

/// Second choice: a coroutine that waits.
pub trait AwaitCoroutine {
    /// What resumes it.
    type Future;

    /// The future to wait for.
    fn future(self) -> Self::Future;
}

impl<T: Coroutine<Yield = Wait>> AwaitCoroutine for Awaited<T> {
    type Future = CoroutineFuture<T>;

    #[inline]
    fn future(self) -> CoroutineFuture<T> {
        CoroutineFuture::new(self.0)
    }
}

/// A pause of its own, inside of such a block: `yield_wait!()`.
#[inline]
pub fn next_turn() -> NextTurn {
    NextTurn { is_over: false }
}

/// Is there at the next poll, for which it asks at once.
#[derive(Debug)]
pub struct NextTurn {
    is_over: bool,
}

impl Future for NextTurn {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match core::mem::replace(&mut self.is_over, true) {
            true => Poll::Ready(()),
            false => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

/// A future without its type: of a fn that calls itself the type would hold itself.
#[cfg(feature = "alloc")]
pub fn erased<'a, F: Future + 'a>(
    future: Pin<Box<F>>,
) -> Pin<Box<dyn Future<Output = F::Output> + 'a>> {
    future
}
