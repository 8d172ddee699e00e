//! From an iterator to a coroutine that yields its items.
//!
//! ```
//! use coro_core::machine::*;
//!
//! let mut delegate = From::new(1..2).delegate();
//! assert_eq!(delegate.resume(()), Yielded(1));
//! assert_eq!(delegate.resume(()), Complete(()));
//! ```
//!
//! It is made by `yield_from!` only.

use core::fmt;

use crate::inspect::Inspector;
use crate::{Coroutine, CoroutineState};

/// An iterator, run by `yield_from!`: it yields its items and returns `()`.
/// Whatever it receives is dropped.
///
/// ```
/// use coro_core::machine::*;
///
/// let mut delegate = From::new(["one", "two"]).delegate();
/// assert_eq!(delegate.resume(()), Yielded("one"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
#[must_use = "a coroutine does nothing until it is resumed"]
pub struct Iterating<I> {
    iterator: I,
}

impl<I> Iterating<I> {
    #[inline]
    pub(crate) fn new(iterator: I) -> Iterating<I> {
        Iterating { iterator }
    }

    #[inline]
    pub(crate) fn into_iterator(self) -> I {
        self.iterator
    }
}

impl<I: Iterator, R> Coroutine<R> for Iterating<I> {
    type Yield = I::Item;
    type Return = ();

    #[inline]
    fn resume(&mut self, _: R) -> CoroutineState<I::Item, ()> {
        match self.iterator.next() {
            Some(item) => CoroutineState::Yielded(item),
            None => CoroutineState::Complete(()),
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        inspector.show_type::<I>(Some(&"(iterator)"));
    }
}

impl<I: fmt::Debug> fmt::Debug for Iterating<I> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iterator.fmt(formatter)
    }
}
