//! `peekable` over what goes on by position.
//!
//! The position is that of the next item, peeked at or not, so the iterator can be made again from it:
//!
//! ```
//! use coro_core::machine::peeking;
//!
//! let (text, mut position) = (String::from("abc"), 0);
//! let mut chars = peeking(text.chars(), &mut position);
//! assert_eq!(chars.next(), Some('a'));
//! assert_eq!(chars.peek(), Some(&'b'));
//! let mut chars = peeking(text.chars(), &mut position);
//! assert_eq!(chars.next(), Some('b'));
//! ```
//!
//! It has the methods of [`core::iter::Peekable`], and lends that one to whom wants it.

use core::fmt;
use core::iter::Peekable;
use core::ops::Deref;

use super::Positional;

/// The items from `position` on, which keeps up with those that are taken.
#[inline]
pub fn peeking<I>(items: I, position: &mut usize) -> Peeking<'_, I::IntoIter>
where
    I: IntoIterator<IntoIter: Positional>,
{
    let mut items = items.into_iter();
    items.go_to(*position);
    Peeking {
        origin: items.origin(),
        items: items.peekable(),
        position,
    }
}

/// What [`peeking`] makes.
pub struct Peeking<'p, I: Positional> {
    items: Peekable<I>,
    origin: I::Origin,
    position: &'p mut usize,
}

impl<I: Positional> Peeking<'_, I> {
    /// [`Peekable::peek`]
    #[inline]
    pub fn peek(&mut self) -> Option<&I::Item> {
        self.items.peek()
    }

    /// [`Peekable::peek_mut`]
    #[inline]
    pub fn peek_mut(&mut self) -> Option<&mut I::Item> {
        self.items.peek_mut()
    }

    /// [`Peekable::next_if`]
    #[inline]
    pub fn next_if(&mut self, func: impl FnOnce(&I::Item) -> bool) -> Option<I::Item> {
        let item = self.items.next_if(func)?;
        *self.position = I::after(&self.origin, *self.position, &item);
        Some(item)
    }

    /// [`Peekable::next_if_eq`]
    #[inline]
    pub fn next_if_eq<T: ?Sized>(&mut self, expected: &T) -> Option<I::Item>
    where
        I::Item: PartialEq<T>,
    {
        self.next_if(|item| item == expected)
    }
}

impl<I: Positional> Iterator for Peeking<'_, I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        let item = self.items.next()?;
        *self.position = I::after(&self.origin, *self.position, &item);
        Some(item)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<I: Positional + ExactSizeIterator> ExactSizeIterator for Peeking<'_, I> {}

impl<I: Positional> fmt::Debug for Peeking<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let position = &self.position;
        f.debug_struct("Peeking")
            .field("position", position)
            .finish_non_exhaustive()
    }
}

impl<I: Positional> Deref for Peeking<'_, I> {
    type Target = Peekable<I>;

    #[inline]
    fn deref(&self) -> &Peekable<I> {
        &self.items
    }
}
