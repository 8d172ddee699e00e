//! Iterators that can be compared, hashed and written down.
//!
//! The iterators of the standard library can be neither, most of them. Where a machine derives one of these traits,
//! the head of a `for` that pauses is put through [`Keep`], which gives an iterator of the same items, dropped in the
//! same order, that can:
//!
//! ```text
//! [source]  for order in orders.into_iter().rev() { .. }
//! [output]  let mut iter = (&mut &mut &mut Keep::new(orders.into_iter())).keep().rev().into_iter();
//! ```
//!
//! | the type of the head | becomes |
//! | --- | --- |
//! | a list, a map or a set by value, `into_iter()` or `drain(..)` of one | [`Items`]: what is left |
//! | an array by value | [`ArrayItems`] |
//! | `a..=b` | [`Inclusive`], which knows when it is exhausted |
//! | an `Option` by value | [`OneItem`] |
//! | `&[T]`, `text.chars()` of something that the machine was given | [`SliceItems`], [`TextChars`] |
//! | any other iterator | itself |
//! | what is no iterator | itself |
//!
//! All but the last are in a [`Kept`], whose `rev`, `enumerate`, `skip`, `take`, `step_by`, `zip`, `chain`, `copied` and
//! `cloned` give adapters that can be compared and written as well ([`adapters`]). Those with a closure are
//! written anew for each item, by the macro.

pub mod adapters;
mod inclusive;
mod items;

pub use inclusive::Inclusive;
#[cfg(feature = "alloc")]
pub use items::Items;
pub use items::{ArrayItems, OneItem, SliceItems, TextChars};

use core::iter::FusedIterator;
use core::{array, ops, option, slice, str};

use crate::adapt::Iterating;

use adapters::{
    Chain, Cloned, Copied, Enumerate, Half, Peekable, Peeked, Rev, Skip, StepBy, Take, Zip,
};

/// What a `for` goes through, asked by autoref for something that can be kept.
#[derive(Debug)]
pub struct Keep<T> {
    value: Option<T>,
}

impl<T> Keep<T> {
    /// Wraps the value to ask it.
    #[inline]
    pub fn new(value: T) -> Keep<T> {
        Keep { value: Some(value) }
    }

    #[inline]
    fn value(&mut self) -> T {
        self.value.take().expect("`keep` is called once")
    }
}

/// First answer: an iterator of the standard library that has another form.
pub trait KeepKnown {
    /// The other form.
    type Kept;

    /// Turns into it.
    fn keep(&mut self) -> Self::Kept;
}

/// Second answer: any iterator.
pub trait KeepIterator {
    /// The same.
    type Kept;

    /// Turns into it.
    fn keep(&mut self) -> Self::Kept;
}

impl<T: Iterator> KeepIterator for &mut Keep<T> {
    type Kept = Kept<T>;

    #[inline]
    fn keep(&mut self) -> Kept<T> {
        Kept(self.value())
    }
}

/// Last answer: anything else, as it is.
pub trait KeepAsItIs {
    /// The same.
    type Kept;

    /// Gives it back.
    fn keep(&mut self) -> Self::Kept;
}

impl<T> KeepAsItIs for Keep<T> {
    type Kept = T;

    #[inline]
    fn keep(&mut self) -> T {
        self.value()
    }
}

/// The first answer, of a variable that is stepped by hand.
pub trait KeepStepped {
    /// The other form.
    type Kept;

    /// Turns into it.
    fn keep_known(&mut self) -> Self::Kept;
}

impl<T> KeepStepped for &mut &mut Keep<T>
where
    Self: KeepKnown,
{
    type Kept = <Self as KeepKnown>::Kept;

    #[inline]
    fn keep_known(&mut self) -> Self::Kept {
        self.keep()
    }
}

/// The last answer, of a variable that is stepped by hand.
pub trait StepAsItIs {
    /// The same.
    type Kept;

    /// Gives it back.
    fn keep_known(&mut self) -> Self::Kept;
}

impl<T> StepAsItIs for &mut Keep<T> {
    type Kept = T;

    #[inline]
    fn keep_known(&mut self) -> T {
        self.value()
    }
}

/// Iterators that `yield_from!` goes through become what they become in a `for`.
macro_rules! kept_as_delegates {
    ($([$($generics:tt)*] $type:ty => $kept:ty;)*) => {
        $(
            impl<$($generics)*> KeepKnown for &mut &mut Keep<Iterating<$type>> {
                type Kept = Iterating<Kept<$kept>>;

                #[inline]
                fn keep(&mut self) -> Self::Kept {
                    let iterator = self.value().into_iterator();
                    Iterating::new((&mut &mut &mut Keep::new(iterator)).keep())
                }
            }
        )*
    };
}

kept_as_delegates! {
    [T] ops::RangeInclusive<T> => Inclusive<T>;
    [T, const N: usize] array::IntoIter<T, N> => ArrayItems<T, N>;
    [T] option::IntoIter<T> => OneItem<T>;
    ['a, T] slice::Iter<'a, T> => SliceItems<'a, T>;
    ['a] str::Chars<'a> => TextChars<'a>;
}

#[cfg(feature = "alloc")]
kept_as_delegates! {
    [T] alloc::vec::IntoIter<T> => Items<T>;
    [T] alloc::collections::vec_deque::IntoIter<T> => Items<T>;
    [T] alloc::collections::linked_list::IntoIter<T> => Items<T>;
    [T] alloc::collections::binary_heap::IntoIter<T> => Items<T>;
    [T] alloc::collections::btree_set::IntoIter<T> => Items<T>;
    [K, V] alloc::collections::btree_map::IntoIter<K, V> => Items<(K, V)>;
}

#[cfg(feature = "std")]
kept_as_delegates! {
    [T] std::collections::hash_set::IntoIter<T> => Items<T>;
    [K, V] std::collections::hash_map::IntoIter<K, V> => Items<(K, V)>;
}

/// An iterator whose adapters can be compared, hashed and written, if it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
#[must_use = "iterators are lazy"]
pub struct Kept<I>(pub(super) I);

impl<I: Iterator> Kept<I> {
    /// `Iterator::rev`
    #[inline]
    pub fn rev(self) -> Kept<Rev<I>>
    where
        I: DoubleEndedIterator,
    {
        Kept(Rev { iter: self.0 })
    }

    /// `Iterator::enumerate`
    #[inline]
    pub fn enumerate(self) -> Kept<Enumerate<I>> {
        let (iter, count) = (self.0, 0);
        Kept(Enumerate { iter, count })
    }

    /// `Iterator::skip`
    #[inline]
    pub fn skip(self, n: usize) -> Kept<Skip<I>> {
        Kept(Skip { iter: self.0, n })
    }

    /// `Iterator::take`
    #[inline]
    pub fn take(self, n: usize) -> Kept<Take<I>> {
        Kept(Take { iter: self.0, n })
    }

    /// `Iterator::step_by`
    ///
    /// # Panics
    ///
    /// If the step is 0.
    #[inline]
    #[track_caller]
    pub fn step_by(self, step: usize) -> Kept<StepBy<I>> {
        assert!(step != 0, "a step of 0 goes nowhere");
        Kept(StepBy {
            iter: self.0,
            between: step - 1,
            is_first: true,
        })
    }

    /// `Iterator::zip`
    #[inline]
    pub fn zip<J: IntoIterator>(self, other: J) -> Kept<Zip<I, J::IntoIter>> {
        let (first, second) = (self.0, other.into_iter());
        Kept(Zip { first, second })
    }

    /// `Iterator::chain`
    #[inline]
    pub fn chain<J: IntoIterator<Item = I::Item>>(self, other: J) -> Kept<Chain<I, J::IntoIter>> {
        let (first, second) = (Half::Going(self.0), Half::Going(other.into_iter()));
        Kept(Chain { first, second })
    }

    /// `Iterator::peekable`
    #[inline]
    pub fn peekable(self) -> Kept<Peekable<I>> {
        Kept(Peekable {
            iter: self.0,
            peeked: Peeked::Unseen,
        })
    }

    /// `Iterator::copied`
    #[inline]
    pub fn copied<'a, T: Copy + 'a>(self) -> Kept<Copied<I>>
    where
        I: Iterator<Item = &'a T>,
    {
        Kept(Copied { iter: self.0 })
    }

    /// `Iterator::cloned`
    #[inline]
    pub fn cloned<'a, T: Clone + 'a>(self) -> Kept<Cloned<I>>
    where
        I: Iterator<Item = &'a T>,
    {
        Kept(Cloned { iter: self.0 })
    }
}

impl<I: Iterator> Kept<Peekable<I>> {
    /// `Peekable::peek`
    #[inline]
    pub fn peek(&mut self) -> Option<&I::Item> {
        self.0.peek().map(|item| &*item)
    }

    /// `Peekable::peek_mut`
    #[inline]
    pub fn peek_mut(&mut self) -> Option<&mut I::Item> {
        self.0.peek()
    }

    /// `Peekable::next_if`
    #[inline]
    pub fn next_if(&mut self, is_taken: impl FnOnce(&I::Item) -> bool) -> Option<I::Item> {
        match self.peek() {
            Some(item) if is_taken(item) => self.next(),
            _ => None,
        }
    }

    /// `Peekable::next_if_eq`
    #[inline]
    pub fn next_if_eq<T: ?Sized>(&mut self, expected: &T) -> Option<I::Item>
    where
        I::Item: PartialEq<T>,
    {
        self.next_if(|item| item == expected)
    }
}

impl<I: Iterator> Iterator for Kept<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        self.0.next()
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<I::Item> {
        self.0.nth(n)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<I: DoubleEndedIterator> DoubleEndedIterator for Kept<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        self.0.next_back()
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Kept<I> {
    #[inline]
    fn len(&self) -> usize {
        self.0.len()
    }
}

impl<I: FusedIterator> FusedIterator for Kept<I> {}
