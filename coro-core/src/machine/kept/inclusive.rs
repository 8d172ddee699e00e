//! `a..=b`, which knows when it is exhausted.
//!
//! A `RangeInclusive` hides that it gave its last item, and serde writes only its two ends: read again in the last
//! round of its loop, it would give the last item twice.

use core::ops::RangeInclusive;

use super::{Keep, KeepKnown, Kept};

/// What is left of `a..=b`: nothing, or two ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[must_use = "iterators are lazy"]
pub struct Inclusive<T> {
    left: Option<RangeInclusive<T>>,
}

impl<T: PartialOrd> Inclusive<T>
where
    RangeInclusive<T>: Iterator<Item = T>,
{
    #[inline]
    fn take(&mut self, take: impl FnOnce(&mut RangeInclusive<T>) -> Option<T>) -> Option<T> {
        let left = self.left.as_mut()?;
        let item = take(left);
        if left.is_empty() {
            self.left = None;
        }
        item
    }
}

impl<T: PartialOrd> Iterator for Inclusive<T>
where
    RangeInclusive<T>: Iterator<Item = T>,
{
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.take(|left| left.next())
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<T> {
        self.take(|left| left.nth(n))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.as_ref().map_or((0, Some(0)), Iterator::size_hint)
    }
}

impl<T: PartialOrd> DoubleEndedIterator for Inclusive<T>
where
    RangeInclusive<T>: DoubleEndedIterator<Item = T>,
{
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.take(|left| left.next_back())
    }

    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<T> {
        self.take(|left| left.nth_back(n))
    }
}

impl<T: PartialOrd> ExactSizeIterator for Inclusive<T> where
    RangeInclusive<T>: ExactSizeIterator<Item = T>
{
}

impl<T> KeepKnown for &mut &mut Keep<RangeInclusive<T>> {
    type Kept = Kept<Inclusive<T>>;

    #[inline]
    fn keep(&mut self) -> Self::Kept {
        let left = Some(self.value());
        Kept(Inclusive { left })
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use super::Inclusive;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// `[1, 3]`, or nothing.
    impl<T: Serialize> Serialize for Inclusive<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let ends = self.left.as_ref().map(|left| (left.start(), left.end()));
            ends.serialize(serializer)
        }
    }

    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Inclusive<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let ends: Option<(T, T)> = Option::deserialize(deserializer)?;
            let left = ends.map(|(start, end)| start..=end);
            Ok(Inclusive { left })
        }
    }
}
