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

/// A pair whose fields tell where they come from.
pub fn pair() -> Pair {
    Pair {
        left: Noisy("left"),
        right: Noisy("right"),
        last: Noisy("last"),
    }
}

/// What has lines between what is noisy.
#[derive(Debug)]
pub struct Document {
    /// Dropped first.
    pub head: Noisy,
    /// What is taken out of it.
    pub lines: Vec<Noisy>,
    /// Dropped last.
    pub foot: Noisy,
}

impl Document {
    /// A document of two lines.
    pub fn of_two_lines() -> Self {
        Document {
            head: Noisy("head"),
            lines: vec![Noisy("first"), Noisy("second")],
            foot: Noisy("foot"),
        }
    }
}
