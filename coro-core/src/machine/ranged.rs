//! A range that a loop looks up again for each item.
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

use core::ops::{Bound, RangeBounds};

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
