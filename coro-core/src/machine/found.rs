//! What is found in a local a second time.
//!
//! A machine cannot hold a reference into itself; it looks for the item again after a pause. The macro cannot see
//! that `staff.get(at)` gives a reference, so it asks here.
//!
//! ```
//! let staff = vec!["ann".to_string()];
//! let Some(name) = coro_core::machine::found_again((&staff).get(0)) else { unreachable!() };
//! assert_eq!(name, "ann");
//! ```

/// A reference, or what else is the same however often it is asked for.
#[diagnostic::on_unimplemented(
    message = "what is found in a local while the machine pauses has to be a reference, and `{Self}` is none",
    label = "found again after the pause",
    note = "a machine can be moved while it is paused, so it keeps no reference into itself, but looks for the item \
            again: of a value made anew that would be another one",
    note = "where a value is made, write its type: `let name: String = ..`"
)]
pub trait Found {}

impl<T: Copy> Found for T {}

/// The item.
#[inline]
pub fn found_again<T: Found>(item: T) -> T {
    item
}
