//! The type `!` on stable, where it may stand only behind an arrow.
//!
//! ```
//! use coro_core::machine::Arrow;
//!
//! fn never() -> Option<<fn() -> ! as Arrow>::Of> {
//!     None
//! }
//!
//! let number: u8 = never().map_or(7, |never| never);
//! assert_eq!(number, 7);
//! ```

/// What has an arrow: `fn() -> T`.
pub trait Arrow {
    /// What stands behind it.
    type Of;
}

impl<T> Arrow for fn() -> T {
    type Of = T;
}
