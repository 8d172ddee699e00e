//! Iterators over a local that helpers with parameters of their own go on with.

use crate::prelude::*;
use std::iter::Peekable;
use std::str::Chars;

fn taken<F: Fn(char) -> bool>(chars: &mut Peekable<Chars<'_>>, wanted: F) -> String {
    let mut text = String::new();
    while let Some(&c) = chars.peek() {
        if !wanted(c) {
            break;
        }
        text.push(c);
        chars.next();
    }
    text
}

fn skipped<'t, F>(chars: &mut Peekable<Chars<'t>>, count: usize, seen: F) -> usize
where
    F: Fn(char),
{
    chars.by_ref().take(count).map(seen).count()
}

coro! {
    fn words(text: String) yields String {
        let mut chars = text.chars().peekable();
        while let Some(&c) = chars.peek() {
            if c.is_alphabetic() {
                let word = taken(&mut chars, char::is_alphanumeric);
                yield_value!(word);
            } else {
                chars.next();
            }
        }
    }

    fn in_steps(text: String) yields usize {
        let mut chars = text.chars().peekable();
        while chars.peek().is_some() {
            let count = skipped(&mut chars, 2, |c| log(c));
            yield_value!(count);
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("words", || words("let x1 = 2 + yy;".into()));
    t.case("in_steps", || in_steps("abcde".into()));
}
