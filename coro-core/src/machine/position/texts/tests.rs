//! What is cut is what std cuts, from wherever it goes on.

use std::borrow::Cow;
use std::prelude::rust_2024::*;
use std::rc::Rc;

use super::super::{going, nth, present};
use super::{Cut, Cuts, Text, cut};

const TEXTS: &[&str] = &[
    "",
    "\n",
    "\r\n",
    "\r",
    "a",
    "a\n",
    "a\r\n",
    "a\r",
    "\na",
    "\n\n",
    "a\n\nb",
    "a\r\r\nb\n",
    "a,b",
    ",",
    ",,",
    "a,",
    ",a",
    "aaab",
    "aaaa",
    "aa",
    " ",
    "  a  b ",
    "a\u{2003}b\tc\n",
    "é,ü",
    "éé",
    "\u{2003}",
    "a, b;c",
    "==a===b",
    "one\n\n\ntwo\n",
];

/// The items when the iterator is made anew for each, and each of them taken once more.
fn steps<'t, C: Cut>(make: impl Fn() -> Cuts<'t, C>) -> Vec<C::Item<'t>>
where
    C::Item<'t>: PartialEq + std::fmt::Debug,
{
    let (mut position, mut items) = ((0, 0), Vec::new());
    while let Some(item) = going(make(), &mut position).next() {
        assert_eq!(present(make(), position).as_ref(), Some(&item));
        assert_eq!(nth(make(), position.0).as_ref(), Some(&item));
        items.push(item);
    }
    assert_eq!(nth(make(), position.1), None);
    assert_eq!(make().collect::<Vec<_>>(), items);
    items
}

macro_rules! same {
    ($text:ident, $($calls:tt)+) => {
        assert_eq!(
            steps(|| cut($text).$($calls)+),
            $text.$($calls)+.collect::<Vec<_>>(),
            "{:?}.{}", $text, stringify!($($calls)+)
        )
    };
}

#[test]
fn the_same_parts() {
    for &text in TEXTS {
        same!(text, lines());
        same!(text, lines().rev());
        same!(text, lines().skip(0));
        same!(text, lines().skip(1));
        same!(text, lines().skip(1).skip(1));
        same!(text, lines().rev().skip(2));
        same!(text, split_whitespace());
        same!(text, split_whitespace().rev());
        same!(text, split_whitespace().skip(1));
        same!(text, chars());
        same!(text, chars().rev());
        same!(text, chars().skip(2));
        same!(text, char_indices());
        same!(text, char_indices().rev());
        same!(text, char_indices().rev().skip(1));
    }
}

#[test]
fn the_same_at_separators() {
    let (several, owned) = (['a', 'é'], String::from("aa"));
    for &text in TEXTS {
        same!(text, split(','));
        same!(text, split('é'));
        same!(text, split("aa"));
        same!(text, split(", "));
        same!(text, split("\n\n"));
        same!(text, split("=="));
        same!(text, split(""));
        same!(text, split(&"a"));
        same!(text, split(&owned));
        same!(text, split(several));
        same!(text, split(&several));
        same!(text, split(&several[..]));
        same!(text, split(char::is_whitespace as fn(char) -> bool));
        same!(text, split(',').skip(1));
        same!(text, split_terminator(','));
        same!(text, split_terminator("aa"));
        same!(text, split_terminator(""));
        same!(text, split_inclusive('\n'));
        same!(text, split_inclusive(several));
        same!(text, split_inclusive(""));
    }
}

#[test]
fn what_is_a_text() {
    fn first<T: Text + ?Sized>(text: &T) -> Option<&str> {
        nth(cut(&text).lines(), 0)
    }
    let (owned, boxed, counted) = (
        "a\nb".to_string(),
        Box::<str>::from("a"),
        Rc::<str>::from("a"),
    );
    assert_eq!(nth(cut(&owned).lines(), 2), Some("b"));
    assert_eq!(nth(cut(&boxed).lines(), 0), Some("a"));
    assert_eq!(nth(cut(&counted).lines(), 0), Some("a"));
    assert_eq!(nth(cut(&Cow::Borrowed("a")).lines(), 0), Some("a"));
    assert_eq!((first(&owned), first("c")), (Some("a"), Some("c")));
    // what is cut out of a reference lives as long as what it refers to
    let line = {
        let reference = owned.as_str();
        nth(cut(&reference).lines(), 0)
    };
    assert_eq!(line, Some("a"));
}

#[test]
fn methods_of_other_types_are_left_alone() {
    struct Poem {
        title: String,
        text: String,
    }
    impl Poem {
        fn lines(&self) -> std::str::Lines<'_> {
            self.text.lines()
        }
    }
    impl std::ops::Deref for Poem {
        type Target = str;

        fn deref(&self) -> &str {
            &self.title
        }
    }
    let (title, text) = ("not\nthis".to_string(), "one\ntwo".to_string());
    let poem = Poem { title, text };
    let (mut position, mut lines) = ((0, 0), Vec::new());
    while let Some(line) = going(cut(&poem).lines(), &mut position).next() {
        assert_eq!(present(cut(&poem).lines(), position), Some(line));
        lines.push(line);
    }
    assert_eq!(lines, ["one", "two"]);
}
