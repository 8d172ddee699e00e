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

#[cfg(feature = "std")]
use core::hash::Hash;
#[cfg(feature = "std")]
use std::collections::{HashMap, HashSet};
#[cfg(feature = "std")]
use std::hash::RandomState;

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

/// What is built again after a pause, from what is as it was.
#[inline]
pub fn replayed<T>(built: T) -> T {
    built
}

/// The items of a collection, in its order.
#[cfg(feature = "alloc")]
pub fn items<C: IntoIterator>(collection: C) -> alloc::vec::Vec<C::Item> {
    collection.into_iter().collect()
}

/// A collection that can be made with a hasher that was made before.
#[cfg(feature = "std")]
pub trait Hashed<T>: Sized {
    /// The collection of `items`.
    fn hashed(hasher: &RandomState, items: impl IntoIterator<Item = T>) -> Self;
}

#[cfg(feature = "std")]
impl<K: Eq + Hash, V> Hashed<(K, V)> for HashMap<K, V> {
    fn hashed(hasher: &RandomState, items: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut map = HashMap::with_hasher(hasher.clone());
        map.extend(items);
        map
    }
}

#[cfg(feature = "std")]
impl<T: Eq + Hash> Hashed<T> for HashSet<T> {
    fn hashed(hasher: &RandomState, items: impl IntoIterator<Item = T>) -> Self {
        let mut set = HashSet::with_hasher(hasher.clone());
        set.extend(items);
        set
    }
}

/// The same collection each time, with its items in the same order.
#[cfg(feature = "std")]
pub fn collected<C: Hashed<T>, T>(hasher: &RandomState, items: impl IntoIterator<Item = T>) -> C {
    C::hashed(hasher, items)
}
