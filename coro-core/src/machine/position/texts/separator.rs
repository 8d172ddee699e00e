//! What a text is split at: the patterns of std that can be listed.

/// A character, one of several, or a text.
#[diagnostic::on_unimplemented(
    message = "the trait bound `{Self}: Pattern` is not satisfied",
    label = "a text cannot be split at this"
)]
pub trait Separator: Copy {
    /// Where the first one stands in `rest`, and where it ends.
    fn find(self, rest: &str) -> Option<(usize, usize)>;

    /// How long the one is that `part` ends with.
    fn width(self, part: &str) -> usize;

    /// Whether there is one between any two characters.
    #[inline]
    fn is_empty(self) -> bool {
        false
    }
}

impl Separator for char {
    #[inline]
    fn find(self, rest: &str) -> Option<(usize, usize)> {
        let start = rest.find(self)?;
        Some((start, start + self.len_utf8()))
    }

    #[inline]
    fn width(self, _: &str) -> usize {
        self.len_utf8()
    }
}

impl Separator for &str {
    #[inline]
    fn find(self, rest: &str) -> Option<(usize, usize)> {
        let start = rest.find(self)?;
        Some((start, start + self.len()))
    }

    #[inline]
    fn width(self, _: &str) -> usize {
        self.len()
    }

    #[inline]
    fn is_empty(self) -> bool {
        self.is_empty()
    }
}

/// Implements `Separator` for one of several characters.
macro_rules! one_of {
    ($([$($generics:tt)*] $type:ty;)*) => {
        $(impl<$($generics)*> Separator for $type {
            #[inline]
            fn find(self, rest: &str) -> Option<(usize, usize)> {
                let start = rest.find(self)?;
                Some((start, start + first_width(&rest[start..])))
            }

            #[inline]
            fn width(self, part: &str) -> usize {
                part.chars().next_back().map_or(0, char::len_utf8)
            }
        })*
    };
}

one_of! {
    [] &[char];
    [const N: usize] [char; N];
    [const N: usize] &[char; N];
    [] fn(char) -> bool;
}

fn first_width(rest: &str) -> usize {
    rest.chars().next().map_or(0, char::len_utf8)
}

/// Implements `Separator` for what refers to a text.
macro_rules! texts {
    ($($type:ty)*) => {
        $(impl Separator for $type {
            #[inline]
            fn find(self, rest: &str) -> Option<(usize, usize)> {
                Separator::find(&**self, rest)
            }

            #[inline]
            fn width(self, part: &str) -> usize {
                Separator::width(&**self, part)
            }

            #[inline]
            fn is_empty(self) -> bool {
                str::is_empty(self)
            }
        })*
    };
}

texts! { &&str }

#[cfg(feature = "alloc")]
texts! { &alloc::string::String }
