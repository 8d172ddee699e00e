//! Loops over `&mut iter`, which go on where the iterator stands, whatever it is.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::task::Poll;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}

struct Buf { parts: Vec<D>, }
coro! {
    async fn a(mut it: std::vec::IntoIter<D>) -> usize { for x in &mut it { rest().await; x.touch(); if x.0 == "b" { break; } } rest().await; it.len() }
    async fn b(n: u32) -> u32 { let mut it = (0..n).filter(|n| n % 2 == 1); let mut sum = 0; for x in &mut it { rest().await; sum += x; if x == 3 { break; } } for x in it { rest().await; sum += 100 * x; } sum }
    async fn c<I: Iterator<Item = D>>(mut it: I) -> usize { for x in &mut it { rest().await; x.touch(); break; } rest().await; it.count() }
    async fn e(it: &mut impl Iterator<Item = D>) -> usize { let mut n = 0; for x in &mut *it { rest().await; x.touch(); n += 1; } for x in it { rest().await; x.touch(); n += 1 } n }
    async fn f(text: String) -> usize { let mut it = text.split(' '); let mut n = 0; for x in &mut it { rest().await; n += x.len(); if x == "b" { break; } } n * it.count() }
    async fn g(text: &str) -> usize { let mut it = text.chars().peekable(); let mut n = 0; for x in &mut it { rest().await; n += 1; if x == 'b' { break; } } while let Some(c) = it.next() { rest().await; n += c as usize; } n }
    async fn h(parts: Vec<D>) -> usize { let mut it = parts.iter(); for x in &mut it { rest().await; x.touch(); if x.0 == "a" { break; } } it.map(|d| d.0.len()).sum() }
    async fn i(parts: Vec<D>) -> usize { let mut it = parts.into_iter().enumerate(); for (n, x) in &mut it { rest().await; x.touch(); if n == 1 { break; } } rest().await; it.len() }
    async fn j(parts: Vec<D>) -> usize { let mut it = parts.into_iter().enumerate(); for (n, x) in it.by_ref() { rest().await; x.touch(); if n == 0 { break; } } for (n, x) in it.by_ref().take(1) { rest().await; x.touch(); log(n); } it.len() }
    async fn k(parts: [Vec<D>; 2]) -> usize { let mut n = 0; for mut it in parts.into_iter().map(Vec::into_iter) { for x in &mut it { rest().await; x.touch(); break } rest().await; n += it.len() } n }
    async fn l(mut buf: Buf) -> usize { let mut it = buf.parts.drain(..); for x in &mut it { rest().await; x.touch(); break; } rest().await; let n = it.len(); drop(it); n + buf.parts.len() }
    async fn m(rx: std::sync::mpsc::Receiver<D>) -> usize { let mut n = 0; for x in &mut rx.iter() { rest().await; x.touch(); n += 1; } for _ in &rx {} for _ in &mut rx.try_iter() { rest().await; } n }
}
coro! {
    fn given(mut parts: std::vec::IntoIter<D>) yields String -> usize {
        for part in &mut parts { yield_value!(part.name()); if part.0 == "b" { break; } }
        for part in &mut parts { part.touch(); yield_value!(part.name()); }
        parts.len()
    }
    fn generic<I: Iterator<Item = D>>(mut parts: I) yields String -> usize {
        for part in &mut parts { yield_value!(part.name()); if part.0 == "b" { break; } }
        parts.count()
    }
    fn lent(parts: Vec<D>) yields String -> usize {
        let mut iter = parts.iter();
        for part in &mut iter { yield_value!(part.name()); if part.0 == "a" { break; } }
        iter.len()
    }
    fn boxed(mut parts: Box<dyn Iterator<Item = D>>) yields String -> usize {
        for part in &mut parts { yield_value!(part.name()); if part.0 == "b" { break; } }
        parts.count()
    }
}
fn p() -> Vec<D> { vec![D("a"), D("b"), D("c")] }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(p().into_iter())); t.case("b", || b(8)); t.case("c", || c(p().into_iter().rev()));
    t.case("e", || e(Box::leak(Box::new(p().into_iter())))); t.case("f", || f("aa b c d".into())); t.case("g", || g("abcd"));
    t.case("h", || h(p())); t.case("i", || i(p())); t.case("j", || j(p())); t.case("k", || k([p(), p()])); t.case("l", || l(Buf { parts: p() }));
    t.case("m", || { let (tx, rx) = std::sync::mpsc::channel(); for d in p() { tx.send(d).unwrap(); } m(rx) });
    t.case("given", || given(p().into_iter()));
    t.case("generic", || generic(p().into_iter().filter(|d| d.0 != "a")));
    t.case("lent", || lent(p()));
    t.case("boxed", || boxed(Box::new(p().into_iter())));
}
