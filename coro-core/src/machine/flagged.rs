//! A variable with Rust's drop flag made visible.
//!
//! A local that is moved on some ways only has a drop flag that rustc hides on the stack. In a state it
//! is an `Option` that reads and writes like the variable:
//!
//! ```
//! use coro_core::machine::Flagged;
//!
//! let mut log = Flagged::new(vec![1]);
//! let first = &log[0];
//! assert_eq!(log.len(), 1);
//! assert_eq!(*first, 1);
//! log.push(2);
//! drop(Flagged::take(&mut log));
//! log = Flagged::new(vec![3]);
//! assert_eq!(*log, [3]);
//! ```
//!
//! Its functions have no receiver: a method of the same name belongs to the variable's value.

use core::fmt;
use core::ops::{Deref, DerefMut};

/// The value of a variable, while it holds one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flagged<T>(pub(crate) Option<T>);

impl<T> Flagged<T> {
    /// A variable that holds `value`.
    #[inline]
    pub fn new(value: T) -> Self {
        Flagged(Some(value))
    }

    /// A variable that holds nothing yet.
    #[inline]
    pub fn empty() -> Self {
        Flagged(None)
    }

    /// Moves the value out.
    ///
    /// # Panics
    ///
    /// If it was moved before. rustc accepts no function that does that, nor what `coro!` makes of it.
    #[inline]
    #[track_caller]
    pub fn take(this: &mut Self) -> T {
        match this.0.take() {
            Some(value) => value,
            None => moved(),
        }
    }

    /// Moves the value out if it is such.
    #[inline]
    #[track_caller]
    pub fn take_if(this: &mut Self, is_such: impl FnOnce(&T) -> bool) -> Option<T> {
        is_such(this).then(|| Flagged::take(this))
    }
}

/// What cannot be.
#[cold]
#[inline(never)]
#[track_caller]
fn moved() -> ! {
    panic!("a variable that was moved is not named")
}

impl<T> Deref for Flagged<T> {
    type Target = T;

    #[inline]
    #[track_caller]
    fn deref(&self) -> &T {
        match &self.0 {
            Some(value) => value,
            None => moved(),
        }
    }
}

impl<T> DerefMut for Flagged<T> {
    #[inline]
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        match &mut self.0 {
            Some(value) => value,
            None => moved(),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Flagged<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
