//! The adapters of the standard library that need no closure, as types whose fields can be compared and written.
//!
//! ```
//! use coro_core::machine::*;
//!
//! let mut iter = (&mut &mut &mut Keep::new(1..=4)).keep().rev().enumerate();
//! assert_eq!(iter.next(), Some((0, 4)));
//! assert_eq!(iter.next(), Some((1, 3)));
//! let fork = iter.clone();
//! assert_eq!(fork, iter);
//! iter.next();
//! assert_ne!(fork, iter);
//! ```
//!
//! Each does what the one of the same name in `core::iter` does. They are made by [`Kept`](super::Kept) only.

/// The same derives for each.
macro_rules! adapters {
    ($($(#[$doc:meta])* $name:ident<$($param:ident),*> { $($field:ident: $type:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            #[must_use = "iterators are lazy"]
            pub struct $name<$($param),*> {
                $(pub(super) $field: $type,)*
            }
        )*
    };
}

adapters! {
    /// `iter.rev()`
    Rev<I> { iter: I, }
    /// `iter.enumerate()`
    Enumerate<I> { iter: I, count: usize, }
    /// `iter.skip(n)`
    Skip<I> { iter: I, n: usize, }
    /// `iter.take(n)`
    Take<I> { iter: I, n: usize, }
    /// `iter.step_by(step)`
    StepBy<I> { iter: I, between: usize, is_first: bool, }
    /// `first.zip(second)`
    Zip<I, J> { first: I, second: J, }
    /// `first.chain(second)`
    Chain<I, J> { first: Half<I>, second: Half<J>, }
    /// `iter.copied()`
    Copied<I> { iter: I, }
    /// `iter.cloned()`
    Cloned<I> { iter: I, }
}

/// One of two iterators. No `Option`, as a format may write an iterator that is exhausted as it writes `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) enum Half<I> {
    /// It may have items.
    Going(I),
    /// It had no more.
    Over,
}

impl<I: Iterator> Half<I> {
    /// What `item` takes of it; where that is nothing, it is over.
    #[inline]
    fn take(&mut self, item: impl FnOnce(&mut I) -> Option<I::Item>) -> Option<I::Item> {
        let Half::Going(iter) = self else { return None };
        let taken = item(iter);
        if taken.is_none() {
            *self = Half::Over;
        }
        taken
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Half::Going(iter) => iter.size_hint(),
            Half::Over => (0, Some(0)),
        }
    }
}

/// What is known of the next item. No `Option` of an `Option`, as many a format writes both kinds of `None` alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) enum Peeked<T> {
    /// Nobody has looked.
    Unseen,
    /// It was looked at.
    Item(T),
    /// There is none.
    End,
}

/// `iter.peekable()`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "I: serde::Serialize, I::Item: serde::Serialize",
        deserialize = "I: serde::Deserialize<'de>, I::Item: serde::Deserialize<'de>"
    ))
)]
#[must_use = "iterators are lazy"]
pub struct Peekable<I: Iterator> {
    pub(super) iter: I,
    /// What was looked at, or that there is no more.
    pub(super) peeked: Peeked<I::Item>,
}

impl<I: Iterator> Peekable<I> {
    /// The next item, which stays.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<&mut I::Item> {
        if let Peeked::Unseen = self.peeked {
            self.peeked = self.iter.next().map_or(Peeked::End, Peeked::Item);
        }
        match &mut self.peeked {
            Peeked::Item(item) => Some(item),
            Peeked::Unseen | Peeked::End => None,
        }
    }
}

impl<I: Iterator> Iterator for Peekable<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        match core::mem::replace(&mut self.peeked, Peeked::Unseen) {
            Peeked::Unseen => self.iter.next(),
            Peeked::Item(item) => Some(item),
            Peeked::End => None,
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let more = match self.peeked {
            Peeked::Unseen => 0,
            Peeked::Item(_) => 1,
            Peeked::End => return (0, Some(0)),
        };
        let (least, most) = self.iter.size_hint();
        let most = most.and_then(|most| most.checked_add(more));
        (least.saturating_add(more), most)
    }
}

impl<I: DoubleEndedIterator> DoubleEndedIterator for Peekable<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        if let Peeked::End = self.peeked {
            return None;
        }
        let item = self.iter.next_back();
        if item.is_some() {
            return item;
        }
        match core::mem::replace(&mut self.peeked, Peeked::Unseen) {
            Peeked::Item(item) => {
                self.peeked = Peeked::End;
                Some(item)
            }
            Peeked::Unseen | Peeked::End => None,
        }
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Peekable<I> {}

impl<I: DoubleEndedIterator> Iterator for Rev<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        self.iter.next_back()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

impl<I: DoubleEndedIterator> DoubleEndedIterator for Rev<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        self.iter.next()
    }
}

impl<I: ExactSizeIterator + DoubleEndedIterator> ExactSizeIterator for Rev<I> {}

impl<I: Iterator> Iterator for Enumerate<I> {
    type Item = (usize, I::Item);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let item = self.iter.next()?;
        let count = self.count;
        self.count += 1;
        Some((count, item))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

impl<I: ExactSizeIterator + DoubleEndedIterator> DoubleEndedIterator for Enumerate<I> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let item = self.iter.next_back()?;
        Some((self.count + self.iter.len(), item))
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Enumerate<I> {}

impl<I: Iterator> Iterator for Skip<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        match core::mem::take(&mut self.n) {
            0 => self.iter.next(),
            n => self.iter.nth(n),
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.iter.size_hint();
        (
            least.saturating_sub(self.n),
            most.map(|most| most.saturating_sub(self.n)),
        )
    }
}

impl<I: DoubleEndedIterator + ExactSizeIterator> DoubleEndedIterator for Skip<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        if self.len() == 0 {
            return None;
        }
        self.iter.next_back()
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Skip<I> {}

impl<I: Iterator> Iterator for Take<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        self.n = self.n.checked_sub(1)?;
        self.iter.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.iter.size_hint();
        let most = most.map_or(self.n, |most| most.min(self.n));
        (least.min(self.n), Some(most))
    }
}

impl<I: DoubleEndedIterator + ExactSizeIterator> DoubleEndedIterator for Take<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        let beyond = self.iter.len().saturating_sub(self.n);
        self.n = self.n.checked_sub(1)?;
        self.iter.nth_back(beyond)
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Take<I> {}

impl<I: Iterator> Iterator for StepBy<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        if core::mem::take(&mut self.is_first) {
            return self.iter.next();
        }
        self.iter.nth(self.between)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.iter.size_hint();
        (self.steps(least), most.map(|most| self.steps(most)))
    }
}

impl<I> StepBy<I> {
    /// How many steps go through `items`.
    fn steps(&self, items: usize) -> usize {
        match (self.is_first, items) {
            (true, 0) => 0,
            (true, items) => 1 + self.steps_between(items - 1),
            (false, items) => self.steps_between(items),
        }
    }

    fn steps_between(&self, items: usize) -> usize {
        self.between
            .checked_add(1)
            .map_or(0, |step| items.checked_div(step).unwrap_or(0))
    }
}

impl<I: DoubleEndedIterator + ExactSizeIterator> DoubleEndedIterator for StepBy<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        let len = self.iter.len();
        let steps = self.steps(len);
        if steps == 0 {
            return None;
        }
        // the last item that a step comes to, and what lies behind it
        let last = match self.is_first {
            true => (steps - 1) * (self.between + 1),
            false => steps * (self.between + 1) - 1,
        };
        self.iter.nth_back(len - 1 - last)
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for StepBy<I> {}

impl<I: Iterator, J: Iterator> Iterator for Zip<I, J> {
    type Item = (I::Item, J::Item);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let first = self.first.next()?;
        Some((first, self.second.next()?))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (first, second) = (self.first.size_hint(), self.second.size_hint());
        let most = match (first.1, second.1) {
            (Some(first), Some(second)) => Some(first.min(second)),
            (most, None) | (None, most) => most,
        };
        (first.0.min(second.0), most)
    }
}

impl<I: ExactSizeIterator, J: ExactSizeIterator> ExactSizeIterator for Zip<I, J> {}

impl<I, J> DoubleEndedIterator for Zip<I, J>
where
    I: DoubleEndedIterator + ExactSizeIterator,
    J: DoubleEndedIterator + ExactSizeIterator,
{
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let (first, second) = (self.first.len(), self.second.len());
        for _ in second..first {
            self.first.next_back();
        }
        for _ in first..second {
            self.second.next_back();
        }
        Some((self.first.next_back()?, self.second.next_back()?))
    }
}

impl<I: Iterator, J: Iterator<Item = I::Item>> Iterator for Chain<I, J> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        let item = self.first.take(Iterator::next);
        // the second one is not fused
        match (item, &mut self.second) {
            (None, Half::Going(second)) => second.next(),
            (item, _) => item,
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (first, second) = (self.first.size_hint(), self.second.size_hint());
        let most = first.1.zip(second.1);
        (
            first.0.saturating_add(second.0),
            most.and_then(|(first, second)| first.checked_add(second)),
        )
    }
}

impl<I: DoubleEndedIterator, J: DoubleEndedIterator<Item = I::Item>> DoubleEndedIterator
    for Chain<I, J>
{
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        let item = self.second.take(DoubleEndedIterator::next_back);
        match (item, &mut self.first) {
            (None, Half::Going(first)) => first.next_back(),
            (item, _) => item,
        }
    }
}

impl<'a, T: Copy + 'a, I: Iterator<Item = &'a T>> Iterator for Copied<I> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.iter.next().copied()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

impl<'a, T: Copy + 'a, I: DoubleEndedIterator<Item = &'a T>> DoubleEndedIterator for Copied<I> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.iter.next_back().copied()
    }
}

impl<'a, T: Copy + 'a, I: ExactSizeIterator<Item = &'a T>> ExactSizeIterator for Copied<I> {}

impl<'a, T: Clone + 'a, I: Iterator<Item = &'a T>> Iterator for Cloned<I> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.iter.next().cloned()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

impl<'a, T: Clone + 'a, I: DoubleEndedIterator<Item = &'a T>> DoubleEndedIterator for Cloned<I> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.iter.next_back().cloned()
    }
}

impl<'a, T: Clone + 'a, I: ExactSizeIterator<Item = &'a T>> ExactSizeIterator for Cloned<I> {}

#[cfg(test)]
mod tests {
    use super::super::Kept;
    use alloc::vec::Vec;

    /// Takes from both ends in an order given by the bits.
    fn taken<T>(mut iter: impl DoubleEndedIterator<Item = T>, mut bits: u32) -> Vec<Option<T>> {
        let mut taken = Vec::new();
        for _ in 0..14 {
            taken.push(match bits & 1 {
                0 => iter.next(),
                _ => iter.next_back(),
            });
            bits >>= 1;
        }
        taken
    }

    #[test]
    fn each_gives_what_the_one_of_the_standard_library_gives() {
        let list: Vec<usize> = (0..9).collect();
        let (ours, theirs) = (Kept(list.iter()), list.iter());
        for bits in 0..1 << 12 {
            let (a, b) = (ours.clone(), theirs.clone());
            assert_eq!(taken(a.rev(), bits), taken(b.rev(), bits));
            for n in 0..11 {
                let (a, b) = (ours.clone(), theirs.clone());
                assert_eq!(
                    taken(a.clone().skip(n).enumerate(), bits),
                    taken(b.clone().skip(n).enumerate(), bits)
                );
                assert_eq!(
                    taken(a.clone().take(n).copied(), bits),
                    taken(b.clone().take(n).copied(), bits)
                );
                assert_eq!(
                    taken(a.clone().step_by(n + 1), bits),
                    taken(b.clone().step_by(n + 1), bits)
                );
                let (mut peeked, mut theirs) =
                    (a.clone().take(n).peekable(), b.clone().take(n).peekable());
                if bits & 1 == 0 {
                    assert_eq!(peeked.peek(), theirs.peek());
                }
                assert_eq!(peeked.size_hint(), theirs.size_hint());
                let odd = |item: &&usize| **item % 2 == 1;
                assert_eq!(peeked.next_if(odd), theirs.next_if(odd));
                assert_eq!(taken(peeked, bits), taken(theirs, bits));
                let other = 0..n;
                assert_eq!(
                    taken(a.clone().zip(other.clone()), bits),
                    taken(b.clone().zip(other.clone()), bits)
                );
                assert_eq!(
                    taken(a.cloned().chain(other.clone()), bits),
                    taken(b.cloned().chain(other), bits)
                );
            }
        }
    }
}
