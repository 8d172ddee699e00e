//! What is read through a temporary that lives on.
//!
//! `*cell.borrow()` copies something out of a guard, which is dropped at the end of the statement; `*boxed.clone()` moves
//! what is in a box, of which nothing is left. Only rustc knows which of the two stands there: a box is tried first.
//!
//! ```
//! use coro_core::machine::*;
//!
//! assert_eq!(Opened::new(Box::new(String::from("a"))).open(), "a");
//! assert_eq!(Opened::new(&7).open(), 7);
//! ```

use core::ops::Deref;

/// A temporary that something is read through once.
#[derive(Clone, Copy, Debug)]
pub struct Opened<G>(Option<G>);

/// Said where it is read again.
const ONCE: &str = "it is read once";

impl<G> Opened<G> {
    /// Of this temporary.
    #[inline]
    pub fn new(temporary: G) -> Opened<G> {
        Opened(Some(temporary))
    }
}

/// First choice: what is in a box is moved.
#[cfg(feature = "alloc")]
impl<T> Opened<alloc::boxed::Box<T>> {
    /// What is read.
    #[inline]
    pub fn open(&mut self) -> T {
        *self.0.take().expect(ONCE)
    }
}

/// Second choice: it is copied.
pub trait OpenCopied {
    /// What is read.
    type Read;

    /// What is read.
    fn open(&mut self) -> Self::Read;
}

impl<G: Deref<Target: Copy>> OpenCopied for Opened<G> {
    type Read = G::Target;

    #[inline]
    fn open(&mut self) -> G::Target {
        **self.0.as_ref().expect(ONCE)
    }
}
