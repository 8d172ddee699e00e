//! Going on by position.
//!
//! A machine's state cannot hold an iterator that borrows another field of it. `for x in &items`
//! over a local therefore keeps a position and takes the item anew after each pause, which
//! [`nth`] does. It takes what can go to a position at once, and nothing else: for other
//! collections the loop would be quadratic in silence.

/// An iterator that goes to any position at once.
#[diagnostic::on_unimplemented(
    message = "a loop that pauses cannot go on by position in `{Self}`",
    label = "borrowed from a local while the machine is paused",
    note = "a machine can be moved while it is paused, so it cannot hold a borrow of its own local; \
            slices, arrays, `Vec` and `VecDeque` are gone through by position instead",
    note = "take the values out first: `for x in items.into_iter()`, or collect them into a `Vec`"
)]
pub trait Positional: Iterator {}

impl<T> Positional for core::slice::Iter<'_, T> {}
impl<T> Positional for core::slice::IterMut<'_, T> {}
impl<T> Positional for core::option::Iter<'_, T> {}
impl<T> Positional for core::option::IterMut<'_, T> {}
impl<I: Positional> Positional for core::iter::Enumerate<I> {}
impl<I: Positional + DoubleEndedIterator> Positional for core::iter::Rev<I> {}
impl<'a, T: Copy + 'a, I: Positional + Iterator<Item = &'a T>> Positional
    for core::iter::Copied<I>
{
}
impl<'a, T: Clone + 'a, I: Positional + Iterator<Item = &'a T>> Positional
    for core::iter::Cloned<I>
{
}
#[cfg(feature = "alloc")]
impl<T> Positional for alloc::collections::vec_deque::Iter<'_, T> {}
#[cfg(feature = "alloc")]
impl<T> Positional for alloc::collections::vec_deque::IterMut<'_, T> {}

/// The item at `position`, or `None` at the end.
#[inline]
pub fn nth<I>(items: I, position: usize) -> Option<I::Item>
where
    I: IntoIterator<IntoIter: Positional>,
{
    items.into_iter().nth(position)
}
