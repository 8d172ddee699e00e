//! `for x in &mut iter`: whatever goes on by itself is asked for the next item, wherever its type is told.

use crate::prelude::*;
use std::iter::Peekable;
use std::str::{Chars, Lines};

struct Steps<I> { iter: I, n: usize }
impl<I: Iterator<Item = u32>> Steps<I> {
    coro! {
        fn all(&mut self) yields u32 { for x in &mut self.iter { self.n += 1; yield_value!(x); } }
        fn two(mut self) yields u32 -> usize { for x in self.iter.by_ref().take(2) { yield_value!(x); } for x in &mut self.iter { yield_value!(x + 100); } self.n }
        fn three(self) yields u32 -> usize { let Steps { mut iter, n } = self; for x in &mut iter { yield_value!(x); if x == 1 { break } } for x in iter { yield_value!(x + 10); } n }
    }
}

struct Tok<'a> { src: &'a str, at: usize }
impl<'a> Tok<'a> { fn new(src: &'a str) -> Self { Tok { src, at: 0 } } fn pos(&self) -> usize { self.at } }
impl<'a> Iterator for Tok<'a> { type Item = &'a str; fn next(&mut self) -> Option<&'a str> { let r = &self.src[self.at..]; let (w, _) = r.split_once(' ')?; self.at += w.len() + 1; Some(w) } }
fn evens(n: u32) -> impl Iterator<Item = u32> { (0..n).step_by(2) }
struct P<'a> { toks: Tok<'a>, chars: Peekable<Chars<'a>>, boxed: Box<dyn Iterator<Item = u8> + 'a>, lines: Lines<'a>, v: std::vec::IntoIter<u8> }
coro! {
    fn made(s: &str) yields usize -> usize {
        let mut t = Tok::new(s);
        for w in &mut t { yield_value!(w.len()); log(w); }
        t.pos()
    }
    fn written_out(s: &str) yields usize -> usize {
        let mut t = Tok { src: s, at: 1 };
        for w in &mut t { yield_value!(w.len()); if w == "b" { break } }
        t.pos()
    }
    fn returned(n: u32) yields u32 -> Option<u32> {
        let mut e = evens(n);
        for x in &mut e { yield_value!(x); if x > 3 { break; } }
        e.next()
    }
    fn fields(mut p: P<'_>) yields String -> usize {
        for w in &mut p.toks { yield_value!(w.to_string()); log(w); }
        for c in &mut p.chars { yield_value!(c.to_string()); if c == ' ' { break } }
        for c in &mut p.boxed { yield_value!(c.to_string()); if c == 2 { break } }
        for l in &mut p.lines { yield_value!(l.to_string()); log(l); }
        for l in &mut p.v { yield_value!(l.to_string()); log(l); }
        p.chars.count()
    }
    fn adapted(s: String) yields char -> usize {
        let mut it = s.chars().rev().skip(1);
        for c in &mut it { yield_value!(c); if c == 'c' { break } }
        it.count()
    }
    fn of_a_type<T: Iterator<Item = u32>>(mut it: std::iter::Peekable<T>) yields u32 -> usize {
        for c in &mut it { yield_value!(c); if c == 1 { break } }
        if let Some(x) = it.peek() { yield_value!(*x); }
        it.count()
    }
    fn nested(text: &str) yields String {
        let mut lines = text.lines().enumerate();
        while let Some((n, l)) = lines.next() {
            if l == "{" { for (m, l) in &mut lines { if l == "}" { break } yield_value!(format!("{n} {m} {l}")); } }
        }
    }
    fn in_turns(text: &str) yields char {
        let mut cs = text.chars();
        for _ in 0..2 {
            for c in cs.by_ref().take_while(|c| c.is_alphabetic()) { yield_value!(c); }
            yield_value!('|');
        }
        for c in cs { yield_value!(c); }
    }
}

// what a macro declares nobody sees
macro_rules! hide { ($($t:tt)*) => { $($t)* } }
hide! { fn hidden(n: u32) -> std::ops::Range<u32> { 0..n } }
hide! { fn hidden_list(n: u32) -> Vec<D> { (0..n).map(|_| D("v")).collect() } }
coro! {
    fn unseen(n: u32) yields u32 -> Option<u32> { let mut e = hidden(n); for x in &mut e { yield_value!(x); if x == 1 { break } } e.next() }
    fn unseen_list(n: u32) yields u32 { let mut e = hidden_list(n); for x in &mut e { yield_value!(1); x.touch(); *x = D("new"); } }
}

pub fn cases(t: &mut Tracer) {
    t.scope("all", |d| { let mut l = Steps { iter: 0..3, n: 0 }; d.run(l.all()); log(l.n); });
    t.case("two", || Steps { iter: 0..4, n: 1 }.two());
    t.case("three", || Steps { iter: 0..4, n: 1 }.three());
    t.case("unseen", || unseen(4));
    t.case("unseen list", || unseen_list(3));
    t.case("made", || made("a bb c"));
    t.case("written out", || written_out("aa b c d"));
    t.case("returned", || returned(9));
    t.case("fields", || fields(P { toks: Tok::new("a b c"), chars: "x y".chars().peekable(), boxed: Box::new(1..4), lines: "a\nb".lines(), v: vec![1, 2].into_iter() }));
    t.case("adapted", || adapted("abcd".into()));
    t.case("of a type", || of_a_type((0..5).peekable()));
    t.case("nested", || nested("a\n{\nb\nc\n}\nd\n{\n}"));
    t.case("in turns", || in_turns("ab cd ef"));
}
