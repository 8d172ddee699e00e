//! What a loop borrows while something is evaluated.
//!
//! A loop that goes on by position borrows its collection anew for each item. This borrows it over one expression of
//! its body, so that rustc refuses what it refuses in the plain loop:
//!
//! ```compile_fail,E0502
//! let mut list = vec![1, 2];
//! coro_core::machine::still(&list, list.push(3));
//! ```

/// The value; `_lent` is borrowed until it is there.
#[inline]
pub fn still<T: ?Sized, V>(_lent: &T, value: V) -> V {
    value
}
