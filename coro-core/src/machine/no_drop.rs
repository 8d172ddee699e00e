//! Which types are known to do nothing when they are dropped, though not `Copy`.
//!
//! Takes no part in running anything: a bound of `dead.rs`. A `&mut T` is the
//! telling case, and whatever of the standard library holds one:
//!
//! ```
//! fn known<T: coro_core::machine::NoDrop>(_: T) {}
//!
//! known([1, 2, 3].iter_mut().enumerate().rev());
//! ```
//!
//! It does not list all that happens to have no drop (atomics):
//! only what borrows, since carrying that would hold the borrow, and what stands
//! in tuples, collections and adapters beside it. A collection of such gives its
//! memory back, which nobody sees.
//!
//! Whether a closure has a drop cannot be asked: inside the function that holds
//! it rustc knows what it captures only when all else is inferred, and until
//! then answers "maybe", which counts as "yes". So adapters with a closure are
//! left out, unless the macro has seen the closures: see [`Borrowing`].

use core::iter;
use core::ops::{ControlFlow, Range, RangeFrom, RangeInclusive};
use core::task::Poll;
use core::{array, char, option, result, slice, str};

/// Dropping a value of this type does nothing.
///
/// `Closures` is what is known of the closures in it.
pub trait NoDrop<Closures = Unknown> {}

/// Nothing is known of the closures.
#[derive(Debug)]
pub enum Unknown {}

/// All closures in the value are literals without `move`. Such a closure can be
/// called again only if it borrows all that it captures, and the adapters take
/// none that cannot.
#[derive(Debug)]
pub enum Borrowing {}

/// The value is a guard of what stands beside it: while the machine is paused, it is released.
#[derive(Debug)]
pub enum Released {}

impl<T: ?Sized, Closures> NoDrop<Closures> for &mut T {}
impl<T: ?Sized, Closures> NoDrop<Closures> for &T {}

/// Implements `NoDrop<Closures>` for each of the types, whatever is known of closures.
macro_rules! no_drop {
    ($([$($generics:tt)*] $type:ty;)*) => {
        $(impl<$($generics)* Closures> NoDrop<Closures> for $type {})*
    };
}

// `T: Copy` would cover these, were it not for coherence with `&mut T`.
no_drop! {
    [] u8; [] u16; [] u32; [] u64; [] u128; [] usize;
    [] i8; [] i16; [] i32; [] i64; [] i128; [] isize;
    [] f32; [] f64; [] bool; [] char;
    [T: ?Sized,] *const T;
    [T: ?Sized,] *mut T;
    [T: ?Sized,] core::marker::PhantomData<T>;
}

no_drop! {
    [] ();
    [A: NoDrop<Closures>,] (A,);
    [A: NoDrop<Closures>, B: NoDrop<Closures>,] (A, B);
    [A: NoDrop<Closures>, B: NoDrop<Closures>, C: NoDrop<Closures>,] (A, B, C);
    [A: NoDrop<Closures>, B: NoDrop<Closures>, C: NoDrop<Closures>, D: NoDrop<Closures>,] (A, B, C, D);
    [A: NoDrop<Closures>, B: NoDrop<Closures>, C: NoDrop<Closures>, D: NoDrop<Closures>, E: NoDrop<Closures>,] (A, B, C, D, E);
    [A: NoDrop<Closures>, B: NoDrop<Closures>, C: NoDrop<Closures>, D: NoDrop<Closures>, E: NoDrop<Closures>, F: NoDrop<Closures>,] (A, B, C, D, E, F);
    [T: NoDrop<Closures>, const N: usize,] [T; N];
    [T: NoDrop<Closures>,] Option<T>;
    [T: NoDrop<Closures>, E: NoDrop<Closures>,] Result<T, E>;
    [T: NoDrop<Closures>,] Poll<T>;
    [B: NoDrop<Closures>, C: NoDrop<Closures>,] ControlFlow<B, C>;
    [T: NoDrop<Closures>,] core::num::Wrapping<T>;
    [T: NoDrop<Closures>,] core::cmp::Reverse<T>;
    [T: NoDrop<Closures> + ?Sized,] core::cell::Cell<T>;
    [T: Copy,] Range<T>;
    [T: Copy,] RangeFrom<T>;
    [T: Copy,] RangeInclusive<T>;
}

// Iterators that borrow slices and strings.
no_drop! {
    [T,] slice::Iter<'_, T>;
    [T,] slice::IterMut<'_, T>;
    [T,] slice::Chunks<'_, T>;
    [T,] slice::ChunksMut<'_, T>;
    [T,] slice::ChunksExact<'_, T>;
    [T,] slice::ChunksExactMut<'_, T>;
    [T,] slice::RChunks<'_, T>;
    [T,] slice::RChunksMut<'_, T>;
    [T,] slice::RChunksExact<'_, T>;
    [T,] slice::RChunksExactMut<'_, T>;
    [T,] slice::Windows<'_, T>;
    [] str::Chars<'_>;
    [] str::CharIndices<'_>;
    [] str::Bytes<'_>;
    [] str::Lines<'_>;
    [] str::SplitWhitespace<'_>;
    [] str::SplitAsciiWhitespace<'_>;
    [] str::EncodeUtf16<'_>;
    [] char::ToUppercase;
    [] char::ToLowercase;
    [T: NoDrop<Closures>, const N: usize,] array::IntoIter<T, N>;
    [T: NoDrop<Closures>,] option::IntoIter<T>;
    [T,] option::Iter<'_, T>;
    [T,] option::IterMut<'_, T>;
    [T: NoDrop<Closures>,] result::IntoIter<T>;
    [T,] result::Iter<'_, T>;
    [T,] result::IterMut<'_, T>;
}

/// The iterators of `str` that search for a pattern. The searcher of a pattern
/// is unstable to name, so the patterns are listed.
macro_rules! no_drop_searching {
    ($([$($generics:tt)*] $pattern:ty;)*) => {
        $(no_drop! {
            [$($generics)*] str::Split<'_, $pattern>;
            [$($generics)*] str::SplitN<'_, $pattern>;
            [$($generics)*] str::RSplit<'_, $pattern>;
            [$($generics)*] str::RSplitN<'_, $pattern>;
            [$($generics)*] str::SplitTerminator<'_, $pattern>;
            [$($generics)*] str::SplitInclusive<'_, $pattern>;
            [$($generics)*] str::Matches<'_, $pattern>;
            [$($generics)*] str::MatchIndices<'_, $pattern>;
        })*
    };
}

no_drop_searching! {
    [] char;
    [] &str;
    [] &[char];
    [const N: usize,] [char; N];
}

// Adapters over iterators that have no drop.
no_drop! {
    [I: NoDrop<Closures>,] iter::Enumerate<I>;
    [I: NoDrop<Closures>,] iter::Rev<I>;
    [I: NoDrop<Closures>,] iter::Take<I>;
    [I: NoDrop<Closures>,] iter::Skip<I>;
    [I: NoDrop<Closures>,] iter::StepBy<I>;
    [I: NoDrop<Closures>,] iter::Fuse<I>;
    [I: NoDrop<Closures>,] iter::Cloned<I>;
    [I: NoDrop<Closures>,] iter::Copied<I>;
    [I: NoDrop<Closures> + Clone,] iter::Cycle<I>;
    [I: NoDrop<Closures>, J: NoDrop<Closures>,] iter::Zip<I, J>;
    [I: NoDrop<Closures>, J: NoDrop<Closures>,] iter::Chain<I, J>;
    [I: Iterator<Item: NoDrop<Closures>> + NoDrop<Closures>,] iter::Peekable<I>;
    [T,] iter::Empty<T>;
    [T: NoDrop<Closures>,] iter::Once<T>;
    [T: NoDrop<Closures>,] iter::Repeat<T>;
}

/// Implements `NoDrop<Borrowing>` for each of the types: `F` is a closure.
macro_rules! no_drop_with_closure {
    ($([$($generics:tt)*] $type:ty;)*) => {
        $(impl<$($generics)* F> NoDrop<Borrowing> for $type {})*
    };
}

no_drop_with_closure! {
    [I: NoDrop<Borrowing>,] iter::Map<I, F>;
    [I: NoDrop<Borrowing>,] iter::Filter<I, F>;
    [I: NoDrop<Borrowing>,] iter::FilterMap<I, F>;
    [I: NoDrop<Borrowing>,] iter::Inspect<I, F>;
    [I: NoDrop<Borrowing>,] iter::TakeWhile<I, F>;
    [I: NoDrop<Borrowing>,] iter::SkipWhile<I, F>;
    [I: NoDrop<Borrowing>,] iter::MapWhile<I, F>;
    [I: NoDrop<Borrowing>, S: NoDrop<Borrowing>,] iter::Scan<I, S, F>;
    [T: NoDrop<Borrowing>,] iter::Successors<T, F>;
    [] iter::FromFn<F>;
    [] iter::RepeatWith<F>;
    [T,] slice::ChunkBy<'_, T, F>;
    [T,] slice::ChunkByMut<'_, T, F>;
}

/// The iterators of slices and of `str` that split by a closure.
macro_rules! no_drop_splitting {
    ($($name:ident)*; $($pattern:ident)*) => {
        $(impl<T, F: FnMut(&T) -> bool> NoDrop<Borrowing> for slice::$name<'_, T, F> {})*
        $(impl<F: FnMut(char) -> bool> NoDrop<Borrowing> for str::$pattern<'_, F> {})*
    };
}

no_drop_splitting! {
    Split SplitMut SplitInclusive SplitInclusiveMut RSplit;
    Split SplitN RSplit RSplitN SplitTerminator SplitInclusive Matches MatchIndices
}

// Iterators that borrow collections.
#[cfg(feature = "alloc")]
no_drop! {
    [T,] alloc::collections::vec_deque::Iter<'_, T>;
    [T,] alloc::collections::vec_deque::IterMut<'_, T>;
    [T,] alloc::collections::linked_list::Iter<'_, T>;
    [T,] alloc::collections::linked_list::IterMut<'_, T>;
    [T,] alloc::collections::binary_heap::Iter<'_, T>;
    [K, V,] alloc::collections::btree_map::Iter<'_, K, V>;
    [K, V,] alloc::collections::btree_map::IterMut<'_, K, V>;
    [K, V,] alloc::collections::btree_map::Keys<'_, K, V>;
    [K, V,] alloc::collections::btree_map::Values<'_, K, V>;
    [K, V,] alloc::collections::btree_map::ValuesMut<'_, K, V>;
    [K, V,] alloc::collections::btree_map::Range<'_, K, V>;
    [K, V,] alloc::collections::btree_map::RangeMut<'_, K, V>;
    [K: Ord, V,] alloc::collections::btree_map::OccupiedEntry<'_, K, V>;
    [K: Ord + NoDrop<Closures>, V,] alloc::collections::btree_map::VacantEntry<'_, K, V>;
    [T,] alloc::collections::btree_set::Iter<'_, T>;
    [T,] alloc::collections::btree_set::Range<'_, T>;
}

// Collections of what has no drop: that their memory is given back earlier cannot be seen. A collection of
// references that nobody names again would hold the borrow.
#[cfg(feature = "alloc")]
no_drop! {
    [T: NoDrop<Closures>,] alloc::vec::Vec<T>;
    [T: NoDrop<Closures>,] alloc::vec::IntoIter<T>;
    [T: NoDrop<Closures>,] alloc::collections::VecDeque<T>;
    [T: NoDrop<Closures>,] alloc::collections::BinaryHeap<T>;
    [T: NoDrop<Closures>,] alloc::collections::LinkedList<T>;
    [T: NoDrop<Closures>,] alloc::collections::BTreeSet<T>;
    [K: NoDrop<Closures>, V: NoDrop<Closures>,] alloc::collections::BTreeMap<K, V>;
    [T: NoDrop<Closures> + ?Sized,] alloc::boxed::Box<T>;
}

#[cfg(feature = "std")]
no_drop! {
    [K, V,] std::collections::hash_map::OccupiedEntry<'_, K, V>;
    [K: NoDrop<Closures>, V: NoDrop<Closures>,] std::collections::HashMap<K, V>;
    [T: NoDrop<Closures>,] std::collections::HashSet<T>;
    [K, V,] std::collections::hash_map::Iter<'_, K, V>;
    [K, V,] std::collections::hash_map::IterMut<'_, K, V>;
    [K, V,] std::collections::hash_map::Keys<'_, K, V>;
    [K, V,] std::collections::hash_map::Values<'_, K, V>;
    [K, V,] std::collections::hash_map::ValuesMut<'_, K, V>;
    [T,] std::collections::hash_set::Iter<'_, T>;
}

impl<T: ?Sized> NoDrop<Released> for core::cell::Ref<'_, T> {}
impl<T: ?Sized> NoDrop<Released> for core::cell::RefMut<'_, T> {}
#[cfg(feature = "std")]
impl<T: ?Sized> NoDrop<Released> for std::sync::MutexGuard<'_, T> {}
#[cfg(feature = "std")]
impl<T: ?Sized> NoDrop<Released> for std::sync::RwLockReadGuard<'_, T> {}
#[cfg(feature = "std")]
impl<T: ?Sized> NoDrop<Released> for std::sync::RwLockWriteGuard<'_, T> {}
