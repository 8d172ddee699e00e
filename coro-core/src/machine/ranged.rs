//! Ranges that a loop uses again for each item.
//!
//! `map.range(span)` takes its range by value, so what is evaluated again lends it:
//!
//! ```
//! use coro_core::machine::ranged;
//! use std::collections::BTreeMap;
//!
//! let (map, span) = (BTreeMap::from([(1, 'a'), (3, 'c')]), 2..=4);
//! assert_eq!(map.range(ranged(&span)).next(), Some((&3, &'c')));
//! assert_eq!(map.range(ranged(&span)).next(), Some((&3, &'c')));
//! ```

use core::ops::{Bound, Range, RangeBounds, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive};

/// The same range, lent.
#[inline]
pub fn ranged<R>(range: &R) -> Ranged<'_, R> {
    Ranged(range)
}

/// What [`ranged`] makes.
#[derive(Debug)]
pub struct Ranged<'r, R>(&'r R);

impl<T: ?Sized, R: RangeBounds<T>> RangeBounds<T> for Ranged<'_, R> {
    #[inline]
    fn start_bound(&self) -> Bound<&T> {
        self.0.start_bound()
    }

    #[inline]
    fn end_bound(&self) -> Bound<&T> {
        self.0.end_bound()
    }
}

/// An index that is used again. Of what is `Copy` it is a copy, of a range a clone:
///
/// ```
/// use coro_core::machine::*;
///
/// let (items, span, at) = ([1, 2, 3], 1..3, 0);
/// assert_eq!(items[Indexing(&span).again()], [2, 3]);
/// assert_eq!(items[Indexing(&span).again()], [2, 3]);
/// assert_eq!(items[Indexing(&at).again()], 1);
/// ```
#[derive(Debug)]
pub struct Indexing<'i, I>(
    /// The index.
    pub &'i I,
);

impl<I: Copy> Indexing<'_, I> {
    /// The index.
    #[inline]
    pub fn again(&self) -> I {
        *self.0
    }
}

/// Second choice: a range.
pub trait IndexAgain {
    /// The range.
    type Index;

    /// The range.
    fn again(&self) -> Self::Index;
}

/// Implements it for the ranges of std that are not `Copy`.
macro_rules! ranges {
    ($($name:ident)*) => {
        $(impl<T: Clone> IndexAgain for Indexing<'_, $name<T>> {
            type Index = $name<T>;

            #[inline]
            fn again(&self) -> $name<T> {
                self.0.clone()
            }
        })*
    };
}

ranges! { Range RangeFrom RangeInclusive RangeTo RangeToInclusive }
