//! A struct that stands in another file than the coroutines that take it apart.

use crate::Noisy;

/// Its fields are dropped in this order.
#[derive(Debug)]
pub struct Pair {
    /// Dropped first.
    pub left: Noisy,
    /// Dropped second.
    pub right: Noisy,
    /// Dropped last.
    pub last: Noisy,
}
