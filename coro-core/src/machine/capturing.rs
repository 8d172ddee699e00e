//! What a closure captures of a variable with a drop flag.
//!
//! A value that is `Copy` stays in the variable, and the closure may take it as often as it is called; any other is moved
//! out when the closure is made:
//!
//! ```
//! use coro_core::machine::*;
//!
//! let (mut word, mut text) = (Flagged::new("word"), Flagged::new(String::from("text")));
//! let captured = Capturing(&mut word).captured();
//! assert_eq!((0..3).map(|_| captured.value().len()).sum::<usize>(), 12);
//! assert_eq!(word.len(), 4);
//!
//! let captured = Capturing(&mut text).captured();
//! assert_eq!(Some(1).map(|_| captured.value()).as_deref(), Some("text"));
//! ```

use core::ops::{Deref, DerefMut};

use super::Flagged;

/// A variable that a closure captures.
#[derive(Debug)]
pub struct Capturing<'f, T>(
    /// The variable.
    pub &'f mut Flagged<T>,
);

/// The variable, of which the value is copied.
#[derive(Debug)]
pub struct InPlace<'f, T>(&'f mut Flagged<T>);

impl<T: Copy> InPlace<'_, T> {
    /// The value.
    #[inline]
    #[track_caller]
    pub fn value(&self) -> T {
        **self.0
    }
}

impl<T> Deref for InPlace<'_, T> {
    type Target = T;

    #[inline]
    #[track_caller]
    fn deref(&self) -> &T {
        self.0
    }
}

impl<T> DerefMut for InPlace<'_, T> {
    #[inline]
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        self.0
    }
}

/// The value, which was moved out of the variable.
#[derive(Debug)]
pub struct Captured<T>(T);

impl<T> Captured<T> {
    /// The value.
    #[inline]
    pub fn value(self) -> T {
        self.0
    }
}

impl<T> Deref for Captured<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Captured<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

/// First choice: it is copied.
pub trait CaptureCopy {
    /// What is captured.
    type Captured;

    /// What the closure is given.
    fn captured(self) -> Self::Captured;
}

impl<'f, T: Copy> CaptureCopy for Capturing<'f, T> {
    type Captured = InPlace<'f, T>;

    #[inline]
    fn captured(self) -> InPlace<'f, T> {
        InPlace(self.0)
    }
}

/// Second choice: it is moved.
pub trait CaptureWhole {
    /// What is captured.
    type Captured;

    /// What the closure is given.
    fn captured(&mut self) -> Self::Captured;
}

impl<T> CaptureWhole for Capturing<'_, T> {
    type Captured = Captured<T>;

    #[inline]
    #[track_caller]
    fn captured(&mut self) -> Captured<T> {
        Captured(Flagged::take(self.0))
    }
}
