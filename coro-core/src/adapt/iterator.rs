//! From a coroutine to an iterator over what it yields.
//!
//! ```
//! use coro_core::{Coroutine, CoroutineState};
//!
//! struct Naturals(u64);
//!
//! impl Coroutine for Naturals {
//!     type Yield = u64;
//!     type Return = ();
//!
//!     fn resume(&mut self, (): ()) -> CoroutineState<u64, ()> {
//!         self.0 += 1;
//!         CoroutineState::Yielded(self.0)
//!     }
//! }
//!
//! assert_eq!(Naturals(0).iter().take(4).sum::<u64>(), 10);
//! ```
//!
//! What the coroutine returns is dropped: to have it, resume by hand.

use core::fmt;
use core::iter::FusedIterator;

use crate::{Coroutine, CoroutineState};

/// An iterator over what a coroutine yields: [`Coroutine::iter`] and
/// [`Coroutine::into_iter`] make it.
///
/// ```
/// use coro_core::adapt::Iter;
/// use coro_core::{Coroutine, CoroutineState};
///
/// struct Once(bool);
///
/// impl Coroutine for Once {
///     type Yield = char;
///     type Return = ();
///
///     fn resume(&mut self, (): ()) -> CoroutineState<char, ()> {
///         match core::mem::replace(&mut self.0, true) {
///             false => CoroutineState::Yielded('a'),
///             true => CoroutineState::Complete(()),
///         }
///     }
/// }
///
/// let mut letters: Iter<Once> = Once(false).into_iter();
/// assert_eq!(letters.next(), Some('a'));
/// assert_eq!(letters.next(), None);
/// assert_eq!(letters.next(), None);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<C> {
    coroutine: C,
    /// A coroutine must not be resumed after its end, an iterator may be.
    finished: bool,
}

impl<C> Iter<C> {
    pub(crate) fn new(coroutine: C) -> Iter<C> {
        Iter {
            coroutine,
            finished: false,
        }
    }
}

impl<C: Coroutine> Iterator for Iter<C> {
    type Item = C::Yield;

    #[inline]
    fn next(&mut self) -> Option<C::Yield> {
        if self.finished {
            return None;
        }
        match self.coroutine.resume(()) {
            CoroutineState::Yielded(yielded) => Some(yielded),
            CoroutineState::Complete(_) => {
                self.finished = true;
                None
            }
        }
    }
}

impl<C: Coroutine> FusedIterator for Iter<C> {}

// By hand: a coroutine without `Debug` is the usual one.
impl<C> fmt::Debug for Iter<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Iter")
            .field("finished", &self.finished)
            .finish_non_exhaustive()
    }
}
