//! What is left of a collection that a loop goes through by value, and of a slice or text that it borrows.

#[cfg(feature = "alloc")]
use alloc::{collections, vec};
use core::hash::{Hash, Hasher};
use core::{array, fmt, option, slice, str};

use super::{Keep, KeepKnown, Kept};

/// Implements what only needs what is left, `self.left()`, a slice.
macro_rules! by_what_is_left {
    ($([$($generics:tt)*] $type:ty;)*) => {
        $(
            impl<$($generics)*> PartialEq for $type where T: PartialEq {
                fn eq(&self, other: &Self) -> bool {
                    self.left() == other.left()
                }
            }

            impl<$($generics)*> Eq for $type where T: Eq {}

            impl<$($generics)*> PartialOrd for $type where T: PartialOrd {
                fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
                    self.left().partial_cmp(other.left())
                }
            }

            impl<$($generics)*> Ord for $type where T: Ord {
                fn cmp(&self, other: &Self) -> core::cmp::Ordering {
                    self.left().cmp(other.left())
                }
            }

            impl<$($generics)*> Hash for $type where T: Hash {
                fn hash<H: Hasher>(&self, hasher: &mut H) {
                    self.left().hash(hasher);
                }
            }

        )*
    };
}

/// Implements what a slice of `T` itself does.
macro_rules! as_a_slice {
    ($([$($generics:tt)*] $type:ty;)*) => {
        $(
            impl<$($generics)*> fmt::Debug for $type where T: fmt::Debug {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.left().fmt(formatter)
                }
            }

            #[cfg(feature = "serde")]
            impl<$($generics)*> serde::Serialize for $type where T: serde::Serialize {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_seq(self.left())
                }
            }
        )*
    };
}

/// What is left of a collection.
#[cfg(feature = "alloc")]
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct Items<T>(vec::IntoIter<T>);

#[cfg(feature = "alloc")]
by_what_is_left! { [T] Items<T>; }
#[cfg(feature = "alloc")]
as_a_slice! { [T] Items<T>; }

#[cfg(feature = "alloc")]
impl<T> Items<T> {
    fn left(&self) -> &[T] {
        self.0.as_slice()
    }
}

#[cfg(feature = "alloc")]
impl<T> Iterator for Items<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.0.next()
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<T> {
        self.0.nth(n)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

#[cfg(feature = "alloc")]
impl<T> DoubleEndedIterator for Items<T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.0.next_back()
    }

    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<T> {
        self.0.nth_back(n)
    }
}

#[cfg(feature = "alloc")]
impl<T> ExactSizeIterator for Items<T> {}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Items<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items: vec::Vec<T> = serde::Deserialize::deserialize(deserializer)?;
        Ok(Items(items.into_iter()))
    }
}

/// Collections and their iterators, which all become the list of what is left.
#[cfg(feature = "alloc")]
macro_rules! kept_as_items {
    ($([$($generics:tt)*] $type:ty => $item:ty;)*) => {
        $(
            impl<$($generics)*> KeepKnown for &mut &mut Keep<$type> {
                type Kept = Kept<Items<$item>>;

                #[inline]
                fn keep(&mut self) -> Self::Kept {
                    let items: vec::Vec<$item> = self.value().into_iter().collect();
                    Kept(Items(items.into_iter()))
                }
            }
        )*
    };
}

#[cfg(feature = "alloc")]
kept_as_items! {
    [T] vec::Vec<T> => T;
    [T] vec::Drain<'_, T> => T;
    [T] collections::VecDeque<T> => T;
    [T] collections::vec_deque::IntoIter<T> => T;
    [T] collections::vec_deque::Drain<'_, T> => T;
    [T] collections::LinkedList<T> => T;
    [T] collections::linked_list::IntoIter<T> => T;
    [T] collections::BinaryHeap<T> => T;
    [T] collections::binary_heap::IntoIter<T> => T;
    [T] collections::BTreeSet<T> => T;
    [T] collections::btree_set::IntoIter<T> => T;
    [K, V] collections::BTreeMap<K, V> => (K, V);
    [K, V] collections::btree_map::IntoIter<K, V> => (K, V);
}

#[cfg(feature = "std")]
kept_as_items! {
    [T, S] std::collections::HashSet<T, S> => T;
    [T] std::collections::hash_set::IntoIter<T> => T;
    [K, V, S] std::collections::HashMap<K, V, S> => (K, V);
    [K, V] std::collections::hash_map::IntoIter<K, V> => (K, V);
}

#[cfg(feature = "alloc")]
impl<T> KeepKnown for &mut &mut Keep<vec::IntoIter<T>> {
    type Kept = Kept<Items<T>>;

    #[inline]
    fn keep(&mut self) -> Self::Kept {
        Kept(Items(self.value()))
    }
}

/// What is left of an array.
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct ArrayItems<T, const N: usize> {
    items: [Option<T>; N],
    from: usize,
    to: usize,
}

impl<T, const N: usize> ArrayItems<T, N> {
    fn left(&self) -> &[Option<T>] {
        &self.items[self.from..self.to]
    }
}

by_what_is_left! { [T, const N: usize] ArrayItems<T, N>; }

impl<T: fmt::Debug, const N: usize> fmt::Debug for ArrayItems<T, N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.left().iter().flatten();
        formatter.debug_list().entries(left).finish()
    }
}

#[cfg(feature = "serde")]
impl<T: serde::Serialize, const N: usize> serde::Serialize for ArrayItems<T, N> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq;
        let mut items = serializer.serialize_seq(Some(self.left().len()))?;
        for item in self.left().iter().flatten() {
            items.serialize_element(item)?;
        }
        items.end()
    }
}

impl<T, const N: usize> Iterator for ArrayItems<T, N> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        if self.from == self.to {
            return None;
        }
        self.from += 1;
        self.items[self.from - 1].take()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.to - self.from;
        (left, Some(left))
    }
}

impl<T, const N: usize> DoubleEndedIterator for ArrayItems<T, N> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        if self.from == self.to {
            return None;
        }
        self.to -= 1;
        self.items[self.to].take()
    }
}

impl<T, const N: usize> ExactSizeIterator for ArrayItems<T, N> {}

impl<T, const N: usize> KeepKnown for &mut &mut Keep<[T; N]> {
    type Kept = Kept<ArrayItems<T, N>>;

    #[inline]
    fn keep(&mut self) -> Self::Kept {
        let (from, to) = (0, N);
        let items = self.value().map(Some);
        Kept(ArrayItems { items, from, to })
    }
}

impl<T, const N: usize> KeepKnown for &mut &mut Keep<array::IntoIter<T, N>> {
    type Kept = Kept<ArrayItems<T, N>>;

    #[inline]
    fn keep(&mut self) -> Self::Kept {
        let mut left = self.value();
        let (from, to) = (0, left.len());
        let items = array::from_fn(|_| left.next());
        Kept(ArrayItems { items, from, to })
    }
}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>, const N: usize> serde::Deserialize<'de> for ArrayItems<T, N> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items: vec::Vec<T> = serde::Deserialize::deserialize(deserializer)?;
        let (from, to) = (0, items.len());
        if to > N {
            return Err(serde::de::Error::invalid_length(
                to,
                &"no more than the array had",
            ));
        }
        let mut items = items.into_iter();
        let items = array::from_fn(|_| items.next());
        Ok(ArrayItems { items, from, to })
    }
}

/// What is left of an `Option`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
#[must_use = "iterators are lazy"]
pub struct OneItem<T>(Option<T>);

impl<T> Iterator for OneItem<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.0.take()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::from(self.0.is_some());
        (left, Some(left))
    }
}

impl<T> DoubleEndedIterator for OneItem<T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.0.take()
    }
}

impl<T> ExactSizeIterator for OneItem<T> {}

impl<T> KeepKnown for &mut &mut Keep<Option<T>> {
    type Kept = Kept<OneItem<T>>;

    #[inline]
    fn keep(&mut self) -> Self::Kept {
        Kept(OneItem(self.value()))
    }
}

impl<T> KeepKnown for &mut &mut Keep<option::IntoIter<T>> {
    type Kept = Kept<OneItem<T>>;

    #[inline]
    fn keep(&mut self) -> Self::Kept {
        let item = self.value().next();
        Kept(OneItem(item))
    }
}

/// What is left of a slice that the machine was given.
#[must_use = "iterators are lazy"]
pub struct SliceItems<'a, T>(slice::Iter<'a, T>);

impl<T> Clone for SliceItems<'_, T> {
    fn clone(&self) -> Self {
        SliceItems(self.0.clone())
    }
}

impl<T> SliceItems<'_, T> {
    fn left(&self) -> &[T] {
        self.0.as_slice()
    }
}

by_what_is_left! { [T] SliceItems<'_, T>; }
as_a_slice! { [T] SliceItems<'_, T>; }

impl<'a, T> Iterator for SliceItems<'a, T> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.0.next()
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a T> {
        self.0.nth(n)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<'a, T> DoubleEndedIterator for SliceItems<'a, T> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a T> {
        self.0.next_back()
    }
}

impl<T> ExactSizeIterator for SliceItems<'_, T> {}

impl<'a, T> KeepKnown for &mut &mut Keep<slice::Iter<'a, T>> {
    type Kept = Kept<SliceItems<'a, T>>;

    #[inline]
    fn keep(&mut self) -> Self::Kept {
        Kept(SliceItems(self.value()))
    }
}

/// What is left of a text that the machine was given.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct TextChars<'a>(str::Chars<'a>);

impl PartialEq for TextChars<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for TextChars<'_> {}

impl Hash for TextChars<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.0.as_str().hash(hasher);
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for TextChars<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de: 'a, 'a> serde::Deserialize<'de> for TextChars<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text: &str = serde::Deserialize::deserialize(deserializer)?;
        Ok(TextChars(text.chars()))
    }
}

impl Iterator for TextChars<'_> {
    type Item = char;

    #[inline]
    fn next(&mut self) -> Option<char> {
        self.0.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for TextChars<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<char> {
        self.0.next_back()
    }
}

impl<'a> KeepKnown for &mut &mut Keep<str::Chars<'a>> {
    type Kept = Kept<TextChars<'a>>;

    #[inline]
    fn keep(&mut self) -> Self::Kept {
        Kept(TextChars(self.value()))
    }
}
