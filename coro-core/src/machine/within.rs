//! References into a local, kept as the place they refer to.
//!
//! A machine's state cannot hold a reference into another field of it. What an iterator over a local has handed
//! out is therefore kept as a place in the local, and the reference is taken again from there, at once:
//!
//! ```
//! use coro_core::machine::{again, within};
//!
//! let text = String::from("key = value");
//! let key = text.split(" = ").next().unwrap();
//! let place = within(&text[..], key);
//! let moved = text;
//! assert_eq!(again(&moved[..], &place), "key");
//! ```
//!
//! Parts of a text and items and parts of a list have places; numbers and characters stand for themselves.

#[cfg(feature = "alloc")]
mod growing;
#[cfg(feature = "alloc")]
mod maps;

#[cfg(feature = "std")]
pub use self::growing::Hashes;
#[cfg(feature = "alloc")]
pub use self::growing::{GrowingMap, GrowingSet, Growth, Indexed, Order, Sorted};

use core::fmt;
use core::marker::PhantomData;
use core::ptr;

/// A value that may refer into `O`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` borrows from a local and cannot be kept over a pause",
    label = "borrowed from a local while the machine is paused",
    note = "a machine can be moved while it is paused, so it cannot hold a borrow of its own local; \
            a part of a text or an item of a list is found again, other things are not",
    note = "keep a value of its own instead: `.to_string()`, `.clone()`, or a position"
)]
pub trait Within<'o, O: ?Sized> {
    /// Where it is.
    type Place: Spot<O>;

    /// Where it is in `owner`.
    fn within(self, owner: &'o O) -> Self::Place;
}

/// A place in an `O`, without a reference to it.
pub trait Spot<O: ?Sized> {
    /// What is there.
    type Found<'o>
    where
        O: 'o;

    /// What is there in `owner`.
    fn again<'o>(&self, owner: &'o O) -> Self::Found<'o>;
}

/// The place in `owner` that `value` refers to.
#[inline]
pub fn within<'o, O: ?Sized, V: Within<'o, O>>(owner: &'o O, value: V) -> V::Place {
    value.within(owner)
}

/// What is at a place of `owner`.
#[inline]
pub fn again<'o, O: ?Sized, P: Spot<O>>(owner: &'o O, place: &P) -> P::Found<'o> {
    place.again(owner)
}

/// [`again`], for one use.
#[inline]
pub fn found<'o, O: ?Sized, P: Spot<O>>(owner: &'o O, place: &P) -> P::Found<'o> {
    place.again(owner)
}

/// A part of a text or of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// An item of a list.
pub struct Item<T> {
    pub(super) index: usize,
    of: PhantomData<fn() -> T>,
}

/// What stands for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Itself<T>(pub(super) T);

impl<T> Item<T> {
    /// The item at `index`.
    pub(super) fn at(index: usize) -> Self {
        Item {
            index,
            of: PhantomData,
        }
    }
}

impl<T> Clone for Item<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Item<T> {}

impl<T> fmt::Debug for Item<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Item").field(&self.index).finish()
    }
}

impl<T> PartialEq for Item<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Item<T> {}

impl<T> core::hash::Hash for Item<T> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

/// How many items of `T` lie between two addresses.
fn distance<T>(from: *const T, to: *const T) -> usize {
    let bytes = to.addr().wrapping_sub(from.addr());
    bytes.checked_div(size_of::<T>()).unwrap_or(0)
}

impl Part {
    /// Where `part` begins and ends in `whole`. An empty one may lie anywhere.
    #[track_caller]
    fn of<T>(whole: &[T], part: &[T]) -> Part {
        let start = distance(whole.as_ptr(), part.as_ptr());
        let end = start.wrapping_add(part.len());
        if part.is_empty() && start > whole.len() {
            return Part { start: 0, end: 0 };
        }
        assert!(
            start <= end && end <= whole.len(),
            "a reference into another value"
        );
        Part { start, end }
    }
}

impl<'o> Within<'o, str> for &'o str {
    type Place = Part;

    #[inline]
    fn within(self, owner: &'o str) -> Part {
        Part::of(owner.as_bytes(), self.as_bytes())
    }
}

impl Spot<str> for Part {
    type Found<'o> = &'o str;

    #[inline]
    fn again<'o>(&self, owner: &'o str) -> &'o str {
        // a saved place may have been tampered with
        owner.get(self.start..self.end).unwrap_or_default()
    }
}

impl<'o, T> Within<'o, [T]> for &'o [T] {
    type Place = Part;

    #[inline]
    fn within(self, owner: &'o [T]) -> Part {
        Part::of(owner, self)
    }
}

impl<T> Spot<[T]> for Part {
    type Found<'o>
        = &'o [T]
    where
        T: 'o;

    #[inline]
    fn again<'o>(&self, owner: &'o [T]) -> &'o [T] {
        owner.get(self.start..self.end).unwrap_or_default()
    }
}

impl<'o, T> Within<'o, [T]> for &'o T {
    type Place = Item<T>;

    #[inline]
    #[track_caller]
    fn within(self, owner: &'o [T]) -> Item<T> {
        let index = distance(owner.as_ptr(), ptr::from_ref(self));
        assert!(index < owner.len(), "a reference into another value");
        Item::at(index)
    }
}

impl<T> Spot<[T]> for Item<T> {
    type Found<'o>
        = &'o T
    where
        T: 'o;

    #[inline]
    fn again<'o>(&self, owner: &'o [T]) -> &'o T {
        &owner[self.index]
    }
}

/// A part of one of the texts of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartOfItem {
    index: usize,
    part: Part,
}

impl<'o, S: AsRef<str>> Within<'o, [S]> for &'o str {
    type Place = PartOfItem;

    /// Looks through the list.
    #[track_caller]
    fn within(self, owner: &'o [S]) -> PartOfItem {
        let holds = |text: &str| {
            let start = distance(text.as_ptr(), self.as_ptr());
            start
                .checked_add(self.len())
                .is_some_and(|end| end <= text.len())
        };
        let index = owner.iter().position(|text| holds(text.as_ref()));
        match index {
            Some(index) => PartOfItem {
                index,
                part: Part::of(owner[index].as_ref().as_bytes(), self.as_bytes()),
            },
            None => {
                assert!(self.is_empty(), "a reference into another value");
                PartOfItem {
                    index: 0,
                    part: Part { start: 0, end: 0 },
                }
            }
        }
    }
}

impl<S: AsRef<str>> Spot<[S]> for PartOfItem {
    type Found<'o>
        = &'o str
    where
        S: 'o;

    fn again<'o>(&self, owner: &'o [S]) -> &'o str {
        let text = owner.get(self.index).map_or("", AsRef::as_ref);
        text.get(self.part.start..self.part.end).unwrap_or_default()
    }
}

/// Implements `Within` for what refers to nothing.
macro_rules! themselves {
    ($($type:ty)*) => {
        $(impl<'o, O: ?Sized> Within<'o, O> for $type {
            type Place = Itself<$type>;

            #[inline]
            fn within(self, _: &'o O) -> Itself<$type> {
                Itself(self)
            }
        })*
    };
}

themselves! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char }

impl<T: Clone, O: ?Sized> Spot<O> for Itself<T> {
    type Found<'o>
        = T
    where
        O: 'o;

    #[inline]
    fn again(&self, _: &O) -> T {
        self.0.clone()
    }
}

impl<'o, O: ?Sized, V: Within<'o, O>> Within<'o, O> for Option<V> {
    type Place = Option<V::Place>;

    #[inline]
    fn within(self, owner: &'o O) -> Self::Place {
        self.map(|value| value.within(owner))
    }
}

impl<O: ?Sized, P: Spot<O>> Spot<O> for Option<P> {
    type Found<'o>
        = Option<P::Found<'o>>
    where
        O: 'o;

    #[inline]
    fn again<'o>(&self, owner: &'o O) -> Self::Found<'o> {
        self.as_ref().map(|place| place.again(owner))
    }
}

/// Implements `Within` for tuples.
macro_rules! tuples {
    ($([$($value:ident $place:ident $index:tt)*])*) => {
        $(impl<'o, O: ?Sized, $($value: Within<'o, O>),*> Within<'o, O> for ($($value,)*) {
            type Place = ($($value::Place,)*);

            #[inline]
            fn within(self, owner: &'o O) -> Self::Place {
                ($(self.$index.within(owner),)*)
            }
        }

        impl<O: ?Sized, $($place: Spot<O>),*> Spot<O> for ($($place,)*) {
            type Found<'o>
                = ($($place::Found<'o>,)*)
            where
                O: 'o;

            #[inline]
            fn again<'o>(&self, owner: &'o O) -> Self::Found<'o> {
                ($(self.$index.again(owner),)*)
            }
        })*
    };
}

tuples! {
    [A P 0 B Q 1]
    [A P 0 B Q 1 C R 2]
    [A P 0 B Q 1 C R 2 D S 3]
}

#[cfg(feature = "alloc")]
impl<'o, O: ?Sized, V: Within<'o, O>> Within<'o, O> for alloc::vec::Vec<V> {
    type Place = alloc::vec::Vec<V::Place>;

    fn within(self, owner: &'o O) -> Self::Place {
        self.into_iter().map(|value| value.within(owner)).collect()
    }
}

#[cfg(feature = "alloc")]
impl<O: ?Sized, P: Spot<O>> Spot<O> for alloc::vec::Vec<P> {
    type Found<'o>
        = alloc::vec::Vec<P::Found<'o>>
    where
        O: 'o;

    fn again<'o>(&self, owner: &'o O) -> Self::Found<'o> {
        self.iter().map(|place| place.again(owner)).collect()
    }
}

#[cfg(feature = "alloc")]
impl<'o, O: ?Sized, V: Within<'o, O>> Within<'o, O> for alloc::collections::VecDeque<V> {
    type Place = alloc::collections::VecDeque<V::Place>;

    fn within(self, owner: &'o O) -> Self::Place {
        self.into_iter().map(|value| value.within(owner)).collect()
    }
}

#[cfg(feature = "alloc")]
impl<O: ?Sized, P: Spot<O>> Spot<O> for alloc::collections::VecDeque<P> {
    type Found<'o>
        = alloc::collections::VecDeque<P::Found<'o>>
    where
        O: 'o;

    fn again<'o>(&self, owner: &'o O) -> Self::Found<'o> {
        self.iter().map(|place| place.again(owner)).collect()
    }
}

#[cfg(feature = "alloc")]
impl<'o, O: ?Sized> Within<'o, O> for alloc::string::String {
    type Place = Itself<alloc::string::String>;

    #[inline]
    fn within(self, _: &'o O) -> Self::Place {
        Itself(self)
    }
}

/// A value that may refer into `O`, or be one of a few constants.
pub trait WithinOr<'o, O: ?Sized> {
    /// Where it is, or which.
    type Place: Spot<O>;

    /// Where it is in `owner`, or which of `constants` it is.
    fn within_or(self, owner: &'o O, constants: &[&'static str]) -> Self::Place;
}

/// The place in `owner` that `value` refers to, or the one of `constants` that it is.
#[inline]
pub fn within_or<'o, O: ?Sized, V: WithinOr<'o, O>>(
    owner: &'o O,
    value: V,
    constants: &[&'static str],
) -> V::Place {
    value.within_or(owner, constants)
}

/// A part of a text, or a constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOr {
    /// A part.
    Part(Part),
    /// A constant.
    Constant(&'static str),
}

impl<'o> WithinOr<'o, str> for &'o str {
    type Place = PartOr;

    fn within_or(self, owner: &'o str, constants: &[&'static str]) -> PartOr {
        let start = distance(owner.as_ptr(), self.as_ptr());
        let lies_within = start
            .checked_add(self.len())
            .is_some_and(|end| end <= owner.len());
        // a text of the same letters is as good
        let constant = constants.iter().find(|constant| **constant == self);
        match constant {
            Some(constant) if !lies_within => PartOr::Constant(constant),
            _ => PartOr::Part(self.within(owner)),
        }
    }
}

impl Spot<str> for PartOr {
    type Found<'o> = &'o str;

    #[inline]
    fn again<'o>(&self, owner: &'o str) -> &'o str {
        match self {
            PartOr::Part(part) => part.again(owner),
            PartOr::Constant(text) => text,
        }
    }
}

impl<'o, O: ?Sized, V: WithinOr<'o, O>> WithinOr<'o, O> for Option<V> {
    type Place = Option<V::Place>;

    fn within_or(self, owner: &'o O, constants: &[&'static str]) -> Self::Place {
        self.map(|value| value.within_or(owner, constants))
    }
}

#[cfg(feature = "alloc")]
impl<'o, O: ?Sized, V: WithinOr<'o, O>> WithinOr<'o, O> for alloc::vec::Vec<V> {
    type Place = alloc::vec::Vec<V::Place>;

    fn within_or(self, owner: &'o O, constants: &[&'static str]) -> Self::Place {
        let places = self
            .into_iter()
            .map(|value| value.within_or(owner, constants));
        places.collect()
    }
}

impl<'o, O: ?Sized, V: WithinOr<'o, O>, W: WithinOr<'o, O>> WithinOr<'o, O> for (V, W) {
    type Place = (V::Place, W::Place);

    fn within_or(self, owner: &'o O, constants: &[&'static str]) -> Self::Place {
        (
            self.0.within_or(owner, constants),
            self.1.within_or(owner, constants),
        )
    }
}

/// Implements `WithinOr` for what refers to nothing.
macro_rules! themselves_or {
    ($($type:ty)*) => {
        $(impl<'o, O: ?Sized> WithinOr<'o, O> for $type {
            type Place = Itself<$type>;

            #[inline]
            fn within_or(self, _: &'o O, _: &[&'static str]) -> Itself<$type> {
                Itself(self)
            }
        })*
    };
}

themselves_or! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char }
