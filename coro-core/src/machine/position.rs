//! Going on by position.
//!
//! A machine's state cannot hold an iterator that borrows another field of it. `for x in &items`
//! over a local therefore keeps a position and takes the item anew after each pause, which
//! [`nth`] does. Slices, arrays, `VecDeque`, and the parts of a text ([`cut`]) go to a position at once. Maps and
//! sets are walked to it, item by item, each time the loop goes round: over many items take them out first.
//!
//! ```
//! use coro_core::machine::{going, nth};
//!
//! let (list, mut position) = (vec![1, 2, 3, 4], 0);
//! let mut even = || going(list.iter(), &mut position).filter(|n| *n % 2 == 0).next();
//! assert_eq!(even(), Some(&2));
//! assert_eq!(even(), Some(&4));
//! assert_eq!(even(), None);
//! assert_eq!(nth(&list, 3), Some(&4));
//! ```

mod texts;

#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
use core::{iter, ops, option, slice, str};

pub use self::texts::{Cut, Cuts, Cutting, Separator, Text, cut};

/// An iterator that, made anew, can go on where an earlier one stood.
#[diagnostic::on_unimplemented(
    message = "a loop that pauses cannot go on by position in `{Self}`",
    label = "borrowed from a local while the machine is paused",
    note = "a machine can be moved while it is paused, so it cannot hold a borrow of its own local; \
            the collections of the standard library are gone through by position instead",
    note = "take the values out first: `for x in items.into_iter()`, or collect them into a `Vec`"
)]
pub trait Positional: Iterator + Sized {
    /// What tells where an item of it ends.
    type Origin;

    /// The same, of this one.
    fn origin(&self) -> Self::Origin;

    /// The item at `position`; what comes before it has been seen.
    #[inline]
    fn at(mut self, position: usize) -> Option<Self::Item> {
        self.nth(position)
    }

    /// Goes on from `position`.
    #[inline]
    fn go_to(&mut self, position: usize) {
        if let Some(before) = position.checked_sub(1) {
            self.nth(before);
        }
    }

    /// The position after `item`, which stood at `position`.
    #[inline]
    fn after(_: &Self::Origin, position: usize, _: &Self::Item) -> usize {
        position + 1
    }

    /// The next item; `position` goes on behind it.
    #[inline]
    fn next_from(&mut self, position: &mut impl Position) -> Option<Self::Item> {
        let item = self.next()?;
        let start = position.now();
        position.go_on(start, Self::after(&self.origin(), start, &item));
        Some(item)
    }

    /// The item that was found at `_start`, when `after` was the position behind it.
    #[inline]
    fn present(self, _start: usize, after: usize) -> Option<Self::Item> {
        self.at(after - 1)
    }
}

/// Where the next item is, and perhaps where the last one was.
pub trait Position {
    /// Where the next item is.
    fn now(&self) -> usize;

    /// The item at `start` is taken.
    fn go_on(&mut self, start: usize, after: usize);
}

impl Position for usize {
    #[inline]
    fn now(&self) -> usize {
        *self
    }

    #[inline]
    fn go_on(&mut self, _: usize, after: usize) {
        *self = after;
    }
}

impl Position for (usize, usize) {
    #[inline]
    fn now(&self) -> usize {
        self.1
    }

    #[inline]
    fn go_on(&mut self, start: usize, after: usize) {
        *self = (start, after);
    }
}

/// Implements `Positional` by counting the items.
macro_rules! counted {
    ($([$($generics:tt)*] $type:ty;)*) => {
        $(impl<$($generics)*> Positional for $type {
            type Origin = ();

            #[inline]
            fn origin(&self) {}
        })*
    };
}

counted! {
    [T] slice::Iter<'_, T>;
    [T] slice::IterMut<'_, T>;
    [T] slice::Windows<'_, T>;
    [T] slice::Chunks<'_, T>;
    [T] slice::ChunksMut<'_, T>;
    [T] slice::ChunksExact<'_, T>;
    [T] slice::ChunksExactMut<'_, T>;
    [T] slice::RChunks<'_, T>;
    [T] option::IntoIter<T>;
    [T] option::Iter<'_, T>;
    [T] option::IterMut<'_, T>;
    [] str::Bytes<'_>;
    [] str::Lines<'_>;
    [] str::SplitWhitespace<'_>;
    [] str::Split<'_, char>;
    ['b] str::Split<'_, &'b str>;
    ['b] str::Split<'_, &'b [char]>;
    [const N: usize] str::Split<'_, [char; N]>;
    ['b, const N: usize] str::Split<'_, &'b [char; N]>;
    [I: Positional] iter::Enumerate<I>;
    [I: Positional + DoubleEndedIterator] iter::Rev<I>;
    ['a, T: Copy + 'a, I: Positional + Iterator<Item = &'a T>] iter::Copied<I>;
    ['a, T: Clone + 'a, I: Positional + Iterator<Item = &'a T>] iter::Cloned<I>;
    [I: Positional] iter::Skip<I>;
    [I: Positional] iter::Take<I>;
    [I: Positional] iter::StepBy<I>;
    [I: Positional + Iterator<Item: IntoIterator>] iter::Flatten<I>;
    [A: Positional, B: Positional] iter::Zip<A, B>;
    [A: Positional, B: Positional<Item = A::Item>] iter::Chain<A, B>;
}

/// Implements `Positional` for ranges, by counting as well.
macro_rules! ranges {
    ($($name:ident)*) => {
        $(impl<T> Positional for ops::$name<T> where ops::$name<T>: Iterator {
            type Origin = ();

            #[inline]
            fn origin(&self) {}
        })*
    };
}

ranges! { Range RangeInclusive RangeFrom }

#[cfg(feature = "alloc")]
counted! {
    ['b] str::Split<'_, &'b alloc::string::String>;
    [T] alloc::collections::vec_deque::Iter<'_, T>;
    [T] alloc::collections::vec_deque::IterMut<'_, T>;
    [T] alloc::collections::linked_list::Iter<'_, T>;
    [T] alloc::collections::linked_list::IterMut<'_, T>;
    [T] alloc::collections::binary_heap::Iter<'_, T>;
    [T] alloc::collections::btree_set::Iter<'_, T>;
    [T: Ord] alloc::collections::btree_set::Difference<'_, T>;
    [T: Ord] alloc::collections::btree_set::Intersection<'_, T>;
    [T: Ord] alloc::collections::btree_set::SymmetricDifference<'_, T>;
    [T: Ord] alloc::collections::btree_set::Union<'_, T>;
    [K, V] alloc::collections::btree_map::Iter<'_, K, V>;
    [K, V] alloc::collections::btree_map::IterMut<'_, K, V>;
    [K, V] alloc::collections::btree_map::Keys<'_, K, V>;
    [K, V] alloc::collections::btree_map::Values<'_, K, V>;
    [K, V] alloc::collections::btree_map::ValuesMut<'_, K, V>;
    [K, V] alloc::collections::btree_map::Range<'_, K, V>;
    [K, V] alloc::collections::btree_map::RangeMut<'_, K, V>;
    [T] alloc::collections::btree_set::Range<'_, T>;
}

#[cfg(feature = "std")]
counted! {
    [T] std::collections::hash_set::Iter<'_, T>;
    [T: Eq + Hash, S: BuildHasher] std::collections::hash_set::Difference<'_, T, S>;
    [T: Eq + Hash, S: BuildHasher] std::collections::hash_set::Intersection<'_, T, S>;
    [T: Eq + Hash, S: BuildHasher] std::collections::hash_set::SymmetricDifference<'_, T, S>;
    [T: Eq + Hash, S: BuildHasher] std::collections::hash_set::Union<'_, T, S>;
    [K, V] std::collections::hash_map::Iter<'_, K, V>;
    [K, V] std::collections::hash_map::IterMut<'_, K, V>;
    [K, V] std::collections::hash_map::Keys<'_, K, V>;
    [K, V] std::collections::hash_map::Values<'_, K, V>;
    [K, V] std::collections::hash_map::ValuesMut<'_, K, V>;
}

/// Goes on by bytes: a text can be cut anywhere at once.
impl Positional for str::Chars<'_> {
    type Origin = ();

    #[inline]
    fn origin(&self) {}

    #[inline]
    fn at(self, position: usize) -> Option<char> {
        self.as_str().get(position..)?.chars().next()
    }

    #[inline]
    fn go_to(&mut self, position: usize) {
        *self = self.as_str().get(position..).unwrap_or_default().chars();
    }

    #[inline]
    fn after(_: &(), position: usize, item: &char) -> usize {
        position + item.len_utf8()
    }
}

/// Goes on by bytes as well, which the items tell.
impl Positional for str::CharIndices<'_> {
    type Origin = ();

    #[inline]
    fn origin(&self) {}

    #[inline]
    fn at(self, position: usize) -> Option<(usize, char)> {
        let item = self.as_str().get(position..)?.chars().next()?;
        Some((position, item))
    }

    #[inline]
    fn go_to(&mut self, position: usize) {
        while self.offset() < position && self.next().is_some() {}
    }

    #[inline]
    fn after(_: &(), _: usize, item: &(usize, char)) -> usize {
        item.0 + item.1.len_utf8()
    }
}

/// The item at `position`, or `None` at the end.
#[inline]
pub fn nth<I>(items: I, position: usize) -> Option<I::Item>
where
    I: IntoIterator<IntoIter: Positional>,
{
    items.into_iter().at(position)
}

/// The items from `position` on, which keeps up with them.
#[inline]
pub fn going<I, P: Position>(items: I, position: &mut P) -> Going<'_, I::IntoIter, P>
where
    I: IntoIterator<IntoIter: Positional>,
{
    let mut items = items.into_iter();
    items.go_to(position.now());
    Going { items, position }
}

/// The item that was taken last.
#[inline]
pub fn present<I>(items: I, (start, after): (usize, usize)) -> Option<I::Item>
where
    I: IntoIterator<IntoIter: Positional>,
{
    items.into_iter().present(start, after)
}

/// What [`going`] makes.
#[derive(Debug)]
pub struct Going<'p, I, P = usize> {
    items: I,
    position: &'p mut P,
}

impl<I: Positional, P: Position> Iterator for Going<'_, I, P> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        self.items.next_from(self.position)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<I: Positional + ExactSizeIterator, P: Position> ExactSizeIterator for Going<'_, I, P> {}

/// What an iterator shows without going on: `as_str`, `as_slice`, `clone`.
impl<I, P> ops::Deref for Going<'_, I, P> {
    type Target = I;

    #[inline]
    fn deref(&self) -> &I {
        &self.items
    }
}

/// Goes through `items` again, one by one, to come to a position.
#[inline]
pub fn counted<I: IntoIterator>(items: I) -> Counted<I::IntoIter> {
    Counted(items.into_iter())
}

/// What `counted` makes.
#[derive(Clone, Debug)]
pub struct Counted<I>(I);

impl<I: Iterator> Positional for Counted<I> {
    type Origin = ();

    #[inline]
    fn origin(&self) {}
}

impl<I: Iterator> Iterator for Counted<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        self.0.next()
    }

    #[inline]
    fn nth(&mut self, count: usize) -> Option<I::Item> {
        self.0.nth(count)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Counted<I> {}
