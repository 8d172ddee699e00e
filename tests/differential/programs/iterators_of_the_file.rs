//! Loops over iterators that the file declares itself, of what a local owns.

use crate::prelude::*;

struct Neighbours<'a> {
    of: &'a [u32],
    at: usize,
}
impl<'a> Iterator for Neighbours<'a> {
    type Item = (&'a u32, &'a u32);
    fn next(&mut self) -> Option<Self::Item> {
        let pair = (self.of.get(self.at)?, self.of.get(self.at + 1)?);
        self.at += 1;
        Some(pair)
    }
}
fn pairs(of: &[u32]) -> Neighbours<'_> {
    Neighbours { of, at: 0 }
}
coro! {
    fn neighbours(n: u32) yields u32 -> u32 {
        let numbers: Vec<u32> = (0..n).collect();
        let mut sum = 0;
        for (a, b) in pairs(&numbers) {
            yield_value!(a + b);
            sum += *a * *b;
        }
        for (a, b) in (Neighbours { of: &numbers, at: 1 }) {
            yield_value!(a + b);
            sum += *a * *b;
        }
        let neighbours = Neighbours { of: &numbers, at: 0 };
        for (a, b) in neighbours {
            yield_value!(a + b);
            sum += *a * *b;
        }
        sum
    }
}

struct Pairs<'a, T> {
    of: &'a [T],
    at: usize,
}
impl<'a, T> Iterator for Pairs<'a, T> {
    type Item = (&'a T, &'a T);
    fn next(&mut self) -> Option<Self::Item> {
        let pair = (self.of.get(self.at)?, self.of.get(self.at + 1)?);
        self.at += 1;
        Some(pair)
    }
}
struct Tokens<'a> {
    rest: &'a str,
}
impl<'a> Tokens<'a> {
    fn new(text: &'a str) -> Self {
        Tokens { rest: text }
    }
}
impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest.trim_start();
        if text.is_empty() {
            return None;
        }
        let end = text.find(' ').unwrap_or(text.len());
        let (token, rest) = text.split_at(end);
        self.rest = rest;
        Some(token)
    }
}
struct Every<I> {
    inner: I,
    n: usize,
}
impl<I: Iterator> Iterator for Every<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        let item = self.inner.next();
        for _ in 1..self.n {
            self.inner.next();
        }
        item
    }
}
trait EveryExt: Iterator + Sized {
    fn every(self, n: usize) -> Every<Self> {
        Every { inner: self, n }
    }
}
impl<I: Iterator> EveryExt for I {}
struct Bag {
    items: Vec<D<u32>>,
}
impl Bag {
    fn pairs(&self) -> Pairs<'_, D<u32>> {
        Pairs {
            of: &self.items,
            at: 0,
        }
    }
    fn all(&self) -> impl Iterator<Item = &D<u32>> + '_ {
        self.items.iter()
    }
}
struct Drain<'a> {
    bag: &'a mut Bag,
}
impl Iterator for Drain<'_> {
    type Item = D<u32>;
    fn next(&mut self) -> Option<D<u32>> {
        self.bag.items.pop()
    }
}
coro! {
    fn walk(n: u32) yields u32 -> u32 {
        let bag = Bag { items: (0..n).map(D).collect() };
        let mut sum = 0;
        for (a, b) in bag.pairs() {
            yield_value!(a.id() as u32);
            sum += b.id() as u32;
        }
        for (i, (a, b)) in bag.pairs().enumerate().skip(1) {
            yield_value!(i as u32);
            sum += b.id() as u32 + a.id() as u32;
        }
        for a in bag.items.iter().every(2) {
            yield_value!(a.id() as u32);
            sum += a.id() as u32;
        }
        for a in bag.all() {
            yield_value!(a.id() as u32);
            sum += a.id() as u32;
        }
        sum
    }
    fn tokens(text: String) yields usize -> String {
        let mut last = String::new();
        for token in Tokens::new(&text) {
            yield_value!(token.len());
            last = token.to_string();
        }
        for token in (Tokens { rest: text.as_str() }).every(2) {
            yield_value!(token.len());
            last.push_str(token);
        }
        let mut tokens = Tokens::new(&text).peekable();
        while let Some(token) = tokens.next() {
            yield_value!(token.len());
            if tokens.peek().is_some() { last.push_str(token); }
        }
        last
    }
    fn drains(n: u32) yields u32 -> usize {
        let mut bag = Bag { items: (0..n).map(D).collect() };
        for d in (Drain { bag: &mut bag }) {
            yield_value!(d.id() as u32);
            if d.id() == 1 { break; }
        }
        yield_value!(9);
        bag.items.len()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("neighbours", || neighbours(4));
    t.case("walk", || walk(4));
    t.case("tokens", || tokens("one three  five".to_string()));
    t.case("drains", || drains(4));
}
