//! Parts of a text, from a position in bytes on.
//!
//! std's `lines` and `split` begin at the front of a text, so that going on with them walks over all that was seen.
//! [`cut`] makes the same parts of the text and of where the last one ended:
//!
//! ```
//! use coro_core::machine::{cut, going, present};
//!
//! let (text, mut position) = (String::from("one\r\ntwo\nthree"), (0, 0));
//! assert_eq!(going(cut(&text).lines(), &mut position).next(), Some("one"));
//! let moved = text;
//! assert_eq!(going(cut(&moved).lines(), &mut position).next(), Some("two"));
//! assert_eq!(present(cut(&moved).lines(), position), Some("two"));
//! ```
//!
//! What is no text of the standard library is asked for its own method of that name.

mod cuts;
mod separator;
#[cfg(test)]
mod tests;

use core::fmt;
use core::ops::Deref;

pub use self::cuts::{Backwards, ByLine, ByWhitespace, Chars, Cut, CutBack, Indices, Skipping};
pub use self::cuts::{Inclusive, Separated, Terminated};
pub use self::separator::Separator;
use super::{Position, Positional};

/// Something whose parts are wanted.
#[inline]
pub fn cut<T: ?Sized>(text: &T) -> Cutting<'_, T> {
    Cutting(text)
}

/// What [`cut`] makes.
#[derive(Debug)]
pub struct Cutting<'t, T: ?Sized>(&'t T);

/// For what is no [`Text`]: the reference itself, so that what is found lives as long as without this.
impl<'t, T: ?Sized> Deref for Cutting<'t, T> {
    type Target = &'t T;

    #[inline]
    fn deref(&self) -> &&'t T {
        &self.0
    }
}

/// A text of the standard library.
pub trait Text {
    /// All of it.
    fn text(&self) -> &str;
}

impl Text for str {
    #[inline]
    fn text(&self) -> &str {
        self
    }
}

/// Implements `Text` for what refers to one.
macro_rules! texts {
    ($([$($generics:tt)*] $type:ty;)*) => {
        $(impl<$($generics)*> Text for $type {
            #[inline]
            fn text(&self) -> &str {
                (**self).text()
            }
        })*
    };
}

texts! {
    [T: Text + ?Sized] &T;
    [T: Text + ?Sized] &mut T;
}

#[cfg(feature = "alloc")]
texts! {
    [] alloc::string::String;
    [] alloc::borrow::Cow<'_, str>;
    [T: Text + ?Sized] alloc::boxed::Box<T>;
    [T: Text + ?Sized] alloc::rc::Rc<T>;
    [T: Text + ?Sized] alloc::sync::Arc<T>;
}

/// The methods of a `str` whose items go on from a position: of what a local owns, and of what it refers to.
macro_rules! methods {
    ($([$($generics:tt)*] $type:ty, $lifetime:lifetime;)*) => {
        $(impl<$($generics)*> Cutting<'t, $type> {
            /// [`str::lines`]
            #[inline]
            pub fn lines(self) -> Cuts<$lifetime, ByLine> {
                Cuts::new((*self.0).text(), ByLine)
            }

            /// [`str::split_whitespace`]
            #[inline]
            pub fn split_whitespace(self) -> Cuts<$lifetime, ByWhitespace> {
                Cuts::new((*self.0).text(), ByWhitespace)
            }

            /// [`str::split`]
            #[inline]
            pub fn split<S: Separator>(self, separator: S) -> Cuts<$lifetime, Separated<S>> {
                Cuts::new((*self.0).text(), Separated(separator))
            }

            /// [`str::split_terminator`]
            #[inline]
            pub fn split_terminator<S: Separator>(self, separator: S) -> Cuts<$lifetime, Terminated<S>> {
                Cuts::new((*self.0).text(), Terminated(separator))
            }

            /// [`str::split_inclusive`]
            #[inline]
            pub fn split_inclusive<S: Separator>(self, separator: S) -> Cuts<$lifetime, Inclusive<S>> {
                Cuts::new((*self.0).text(), Inclusive(separator))
            }

            /// [`str::chars`]
            #[inline]
            pub fn chars(self) -> Cuts<$lifetime, Chars> {
                Cuts::new((*self.0).text(), Chars)
            }

            /// [`str::char_indices`]
            #[inline]
            pub fn char_indices(self) -> Cuts<$lifetime, Indices> {
                Cuts::new((*self.0).text(), Indices)
            }
        })*
    };
}

methods! {
    ['t] str, 't;
    ['t, T: Text + ?Sized] &mut T, 't;
    ['t, 'a, T: Text + ?Sized] &'a T, 'a;
}

#[cfg(feature = "alloc")]
methods! {
    ['t] alloc::string::String, 't;
    ['t] alloc::borrow::Cow<'_, str>, 't;
    ['t, T: Text + ?Sized] alloc::boxed::Box<T>, 't;
    ['t, T: Text + ?Sized] alloc::rc::Rc<T>, 't;
    ['t, T: Text + ?Sized] alloc::sync::Arc<T>, 't;
}

/// The parts of a text.
#[derive(Clone)]
pub struct Cuts<'t, C> {
    text: &'t str,
    position: usize,
    cut: C,
}

impl<'t, C: Cut> Cuts<'t, C> {
    fn new(text: &'t str, cut: C) -> Self {
        Cuts {
            text,
            position: 0,
            cut,
        }
    }

    /// [`Iterator::skip`]: what is skipped comes first, so that a later position knows of it.
    #[inline]
    pub fn skip(self, count: usize) -> Cuts<'t, Skipping<C>> {
        Cuts::new(self.text, Skipping(self.cut, count))
    }

    /// [`Iterator::rev`]
    #[inline]
    pub fn rev(self) -> Cuts<'t, Backwards<C>>
    where
        C: CutBack,
    {
        Cuts::new(self.text, Backwards(self.cut))
    }

    /// [`core::str::Chars::as_str`]
    #[inline]
    pub fn as_str(&self) -> &'t str {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// [`core::str::CharIndices::offset`]
    #[inline]
    pub fn offset(&self) -> usize {
        self.position
    }
}

impl<'t, C: Cut> Iterator for Cuts<'t, C> {
    type Item = C::Item<'t>;

    #[inline]
    fn next(&mut self) -> Option<C::Item<'t>> {
        let next = self.cut.next(self.text, self.position)?;
        self.position = next.after;
        Some(next.item)
    }
}

impl<C: Cut> Positional for Cuts<'_, C> {
    type Origin = Self;

    #[inline]
    fn origin(&self) -> Self {
        self.clone()
    }

    #[inline]
    fn after(origin: &Self, position: usize, item: &Self::Item) -> usize {
        origin.cut.after(origin.text, position, item)
    }

    #[inline]
    fn go_to(&mut self, position: usize) {
        self.position = position;
    }

    #[inline]
    fn at(mut self, position: usize) -> Option<Self::Item> {
        self.position = position;
        self.next()
    }

    #[inline]
    fn next_from(&mut self, position: &mut impl Position) -> Option<Self::Item> {
        let next = self.cut.next(self.text, self.position)?;
        self.position = next.after;
        position.go_on(next.start, next.after);
        Some(next.item)
    }

    #[inline]
    fn present(self, start: usize, after: usize) -> Option<Self::Item> {
        self.cut.again(self.text, start, after)
    }
}

impl<C> fmt::Debug for Cuts<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cuts")
            .field("text", &self.text)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}
