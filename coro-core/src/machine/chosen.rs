//! One of several values of different types: which way a block that waits came to its end.
//!
//! ```
//! use coro_core::machine::Chosen;
//!
//! // one of three
//! fn way(number: u32) -> Chosen<u32, Chosen<&'static str, ()>> {
//!     match number {
//!         0 => Chosen::Other(Chosen::Other(())),
//!         1 => Chosen::Other(Chosen::This("one")),
//!         _ => Chosen::This(number),
//!     }
//! }
//!
//! assert!(matches!(way(1), Chosen::Other(Chosen::This("one"))));
//! ```

/// This one, or one of the others.
#[derive(Clone, Copy, Debug)]
pub enum Chosen<T, O> {
    /// The first.
    This(T),
    /// One that comes after it.
    Other(O),
}
