//! How each iterator of a text cuts it.

use super::Separator;

/// Cuts a text into parts.
pub trait Cut: Copy {
    /// A part.
    type Item<'t>;

    /// The part that begins at `position` or after it.
    fn next<'t>(self, text: &'t str, position: usize) -> Option<Next<Self::Item<'t>>>;

    /// Where to look for the one after `_item`, which was found from `position` on.
    #[inline]
    fn after<'t>(self, text: &'t str, position: usize, _item: &Self::Item<'t>) -> usize {
        self.next(text, position)
            .map_or(position, |next| next.after)
    }

    /// The part that was found from `start` on, when `_after` was behind it.
    #[inline]
    fn again<'t>(self, text: &'t str, start: usize, _after: usize) -> Option<Self::Item<'t>> {
        Some(self.next(text, start)?.item)
    }
}

/// A part that was found.
#[derive(Clone, Copy, Debug)]
pub struct Next<I> {
    pub item: I,
    /// Where it can be found again.
    pub start: usize,
    /// Where to look for the next one: never 0.
    pub after: usize,
}

/// Cuts from the end as well.
pub trait CutBack: Cut {
    /// The last part of `front`, which is all of the text or what this left of it, and the length of what is left.
    fn last<'t>(self, front: &'t str) -> Option<(Self::Item<'t>, usize)>;
}

/// `lines`
#[derive(Clone, Copy, Debug)]
pub struct ByLine;

/// A line without its end.
#[inline]
fn trimmed(line: &str) -> &str {
    match line.strip_suffix('\n') {
        Some(line) => line.strip_suffix('\r').unwrap_or(line),
        None => line,
    }
}

impl Cut for ByLine {
    type Item<'t> = &'t str;

    #[inline]
    fn next(self, text: &str, position: usize) -> Option<Next<&str>> {
        let rest = text.get(position..).filter(|rest| !rest.is_empty())?;
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        Some(Next {
            item: trimmed(&rest[..end]),
            start: position,
            after: position + end,
        })
    }

    #[inline]
    fn again(self, text: &str, before: usize, after: usize) -> Option<&str> {
        text.get(before..after).map(trimmed)
    }
}

impl CutBack for ByLine {
    #[inline]
    fn last(self, front: &str) -> Option<(&str, usize)> {
        let whole = front.strip_suffix('\n').unwrap_or(front);
        let start = whole.rfind('\n').map_or(0, |end| end + 1);
        (!front.is_empty()).then(|| (trimmed(&front[start..]), start))
    }
}

/// `split_whitespace`
#[derive(Clone, Copy, Debug)]
pub struct ByWhitespace;

impl Cut for ByWhitespace {
    type Item<'t> = &'t str;

    #[inline]
    fn next(self, text: &str, position: usize) -> Option<Next<&str>> {
        let rest = text.get(position..)?.trim_start();
        let start = text.len() - rest.len();
        let item = rest.split(char::is_whitespace).next()?;
        (!rest.is_empty()).then(|| Next {
            item,
            start,
            after: start + item.len(),
        })
    }

    #[inline]
    fn again(self, text: &str, start: usize, after: usize) -> Option<&str> {
        text.get(start..after)
    }
}

impl CutBack for ByWhitespace {
    #[inline]
    fn last(self, front: &str) -> Option<(&str, usize)> {
        let word = front.split_whitespace().next_back()?;
        Some((word, front.trim_end().len() - word.len()))
    }
}

/// `split`
#[derive(Clone, Copy, Debug)]
pub struct Separated<S>(pub S);

impl<S: Separator> Cut for Separated<S> {
    type Item<'t> = &'t str;

    /// After the last part there is one more position, as if it ended with a separator of one byte.
    #[inline]
    fn next(self, text: &str, position: usize) -> Option<Next<&str>> {
        if self.0.is_empty() {
            return between(text, position);
        }
        let rest = text.get(position..)?;
        let (item, after) = match self.0.find(rest) {
            Some((start, end)) => (&rest[..start], position + end),
            None => (rest, text.len() + 1),
        };
        Some(Next {
            item,
            start: position,
            after,
        })
    }

    #[inline]
    fn again(self, text: &str, start: usize, after: usize) -> Option<&str> {
        if self.0.is_empty() {
            return Some(between(text, start)?.item);
        }
        match text.get(start..after) {
            Some(part) => part.get(..part.len() - self.0.width(part)),
            None => text.get(start..),
        }
    }
}

/// `text.split("")`: nothing, each character, nothing. Positions are counted.
fn between(text: &str, position: usize) -> Option<Next<&str>> {
    Some(Next {
        item: text.split("").nth(position)?,
        start: position,
        after: position + 1,
    })
}

/// `split_terminator`
#[derive(Clone, Copy, Debug)]
pub struct Terminated<S>(pub S);

impl<S: Separator> Cut for Terminated<S> {
    type Item<'t> = &'t str;

    #[inline]
    fn next(self, text: &str, position: usize) -> Option<Next<&str>> {
        let found = Separated(self.0).next(text, position)?;
        let is_last = || Separated(self.0).next(text, found.after).is_none();
        (!(found.item.is_empty() && is_last())).then_some(found)
    }

    #[inline]
    fn again(self, text: &str, start: usize, after: usize) -> Option<&str> {
        Separated(self.0).again(text, start, after)
    }
}

/// `split_inclusive`
#[derive(Clone, Copy, Debug)]
pub struct Inclusive<S>(pub S);

impl<S: Separator> Cut for Inclusive<S> {
    type Item<'t> = &'t str;

    #[inline]
    fn next(self, text: &str, position: usize) -> Option<Next<&str>> {
        if self.0.is_empty() {
            // what stands after the last character is no part
            let is_last = |next: &Next<&str>| between(text, next.after).is_none();
            return between(text, position).filter(|next| !is_last(next));
        }
        let rest = text.get(position..).filter(|rest| !rest.is_empty())?;
        let end = self.0.find(rest).map_or(rest.len(), |(_, end)| end);
        Some(Next {
            item: &rest[..end],
            start: position,
            after: position + end,
        })
    }
}

/// `chars`
#[derive(Clone, Copy, Debug)]
pub struct Chars;

impl Cut for Chars {
    type Item<'t> = char;

    #[inline]
    fn next(self, text: &str, position: usize) -> Option<Next<char>> {
        let item = text.get(position..)?.chars().next()?;
        Some(Next {
            item,
            start: position,
            after: position + item.len_utf8(),
        })
    }

    #[inline]
    fn after(self, _: &str, position: usize, item: &char) -> usize {
        position + item.len_utf8()
    }
}

impl CutBack for Chars {
    #[inline]
    fn last(self, front: &str) -> Option<(char, usize)> {
        let item = front.chars().next_back()?;
        Some((item, front.len() - item.len_utf8()))
    }
}

/// `char_indices`
#[derive(Clone, Copy, Debug)]
pub struct Indices;

impl Cut for Indices {
    type Item<'t> = (usize, char);

    #[inline]
    fn next(self, text: &str, position: usize) -> Option<Next<(usize, char)>> {
        let Next { item, start, after } = Chars.next(text, position)?;
        Some(Next {
            item: (position, item),
            start,
            after,
        })
    }

    #[inline]
    fn after(self, _: &str, _: usize, item: &(usize, char)) -> usize {
        item.0 + item.1.len_utf8()
    }
}

impl CutBack for Indices {
    #[inline]
    fn last(self, front: &str) -> Option<((usize, char), usize)> {
        let (item, left) = Chars.last(front)?;
        Some(((left, item), left))
    }
}

/// `rev`: a position is how much of the end is seen.
#[derive(Clone, Copy, Debug)]
pub struct Backwards<C>(pub C);

impl<C: CutBack> Cut for Backwards<C> {
    type Item<'t> = C::Item<'t>;

    #[inline]
    fn next<'t>(self, text: &'t str, position: usize) -> Option<Next<C::Item<'t>>> {
        let front = text.get(..text.len().checked_sub(position)?)?;
        let (item, left) = self.0.last(front)?;
        Some(Next {
            item,
            start: position,
            after: text.len() - left,
        })
    }
}

/// `skip`
#[derive(Clone, Copy, Debug)]
pub struct Skipping<C>(pub C, pub usize);

impl<C: Cut> Cut for Skipping<C> {
    type Item<'t> = C::Item<'t>;

    #[inline]
    fn next<'t>(self, text: &'t str, position: usize) -> Option<Next<C::Item<'t>>> {
        let mut position = position;
        if position == 0 {
            for _ in 0..self.1 {
                position = self.0.next(text, position)?.after;
            }
        }
        self.0.next(text, position)
    }

    #[inline]
    fn again<'t>(self, text: &'t str, start: usize, after: usize) -> Option<C::Item<'t>> {
        self.0.again(text, start, after)
    }
}
