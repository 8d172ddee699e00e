//! References whose place is given another value while they are alive: the rest of a text.

use crate::prelude::*;
struct Lexer<'a> { rest: &'a str, all: Vec<&'a str> }
coro! {
    fn by_variable(text: &str) yields usize -> Vec<String> {
        let mut rest = text;
        let mut out = vec![];
        while !rest.is_empty() {
            let n = rest.find(' ').map_or(rest.len(), |n| n + 1);
            let head = &rest[..n];
            rest = &rest[n..];
            yield_value!(head.len());
            out.push(head.to_string());
        }
        out
    }
    fn by_split(text: &str) yields usize -> Vec<String> {
        let mut rest = text;
        let mut out = vec![];
        while let Some((head, tail)) = rest.split_once(' ') {
            rest = tail;
            yield_value!(head.len());
            out.push(head.to_string());
        }
        out.push(rest.to_string());
        out
    }
    fn slices(list: &[u32]) yields u32 -> Vec<u32> {
        let mut list = list;
        let mut out = vec![];
        while let [first, rest @ ..] = list {
            list = rest;
            yield_value!(*first);
            out.push(*first + rest.len() as u32);
        }
        while let Some((first, rest)) = list.split_first() {
            list = rest;
            yield_value!(*first);
        }
        out
    }
    impl<'a> Lexer<'a> {
        fn word(&mut self) yields usize -> Option<&'a str> {
            let trimmed = self.rest.trim_start();
            let end = trimmed.find(' ').unwrap_or(trimmed.len());
            let (word, rest) = trimmed.split_at(end);
            self.rest = rest;
            yield_value!(word.len());
            if word.is_empty() { return None; }
            self.all.push(word);
            Some(word)
        }
        fn take(&mut self, n: usize) yields usize -> &'a str {
            let head = &self.rest[..n];
            self.rest = &self.rest[n..];
            yield_value!(head.len());
            self.all.push(head);
            yield_value!(self.rest.len());
            head
        }
        fn take_owned(&mut self, n: usize) yields usize -> String {
            let head = &self.rest[..n];
            self.rest = &self.rest[n..];
            yield_value!(head.len());
            self.all.push(head);
            yield_value!(self.rest.len());
            head.to_string()
        }
        fn words(&mut self) yields usize -> Vec<String> {
            let mut words = vec![];
            for n in [1, 2, 1] {
                words.push(yield_from!(self.take_owned(n)));
            }
            words
        }
    }
    fn optional(a: &str) yields usize -> usize {
        let mut name = Some(a);
        let mut n = 0;
        while let Some(current) = &name {
            let current: &str = current;
            name = current.get(1..).filter(|s| !s.is_empty());
            yield_value!(current.len());
            n += current.len();
        }
        n
    }
    fn linked(mut node: &List) yields u32 -> u32 {
        let mut sum = 0;
        while let List::Cons(value, next) = node {
            node = next;
            yield_value!(*value);
            sum += value;
        }
        sum
    }
}
enum List { Cons(u32, Box<List>), Nil }
pub fn cases(t: &mut Tracer) {
    t.case("by variable", || by_variable("ab cde f"));
    t.case("by split", || by_split("ab cde f"));
    t.case("slices", || slices(&[3, 4, 5]));
    t.scope("word", |d| d.run(Lexer { rest: " ab cd", all: vec![] }.word()));
    t.scope("take", |d| d.run(Lexer { rest: "abcd", all: vec![] }.take(3)));
    t.scope("words", |d| d.run(Lexer { rest: "abcd", all: vec![] }.words()));
    t.case("optional", || optional("abc"));
    t.scope("linked", |d| d.run(linked(&List::Cons(1, Box::new(List::Cons(2, Box::new(List::Nil)))))));
}
