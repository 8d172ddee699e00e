//! What `yield_value!` may hand out in a coroutine without `yields`.
//!
//! ```
//! use coro_core::machine::IsWait;
//!
//! assert_eq!(IsWait::wait(coro_core::Wait), coro_core::Wait);
//! ```
//!
//! It is a trait for the sake of its message: whoever forgot `yields` reads what to write.

use crate::Wait;

/// Implemented for [`Wait`] alone.
#[diagnostic::on_unimplemented(
    message = "a value of type `{Self}` is yielded, but the coroutine has no `yields`",
    label = "this is a `{Self}`, not a `Wait`",
    note = "say behind the parameters what is yielded: `fn name(..) yields {Self}`",
    note = "a coroutine without `yields` yields `Wait`, by `yield_wait!()`"
)]
pub trait IsWait {
    /// The wait that it is.
    fn wait(self) -> Wait;
}

impl IsWait for Wait {
    #[inline]
    fn wait(self) -> Wait {
        self
    }
}
