//! Loops over what a range in a variable cuts out, and over maps from a key in a variable on.

use crate::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
fn cut(n: usize) -> Range<usize> { 1..n }
coro! {
    fn a(v: Vec<D<u32>>) yields u32 {
        let span = 1..v.len();
        for x in &v[span] { yield_value!(x.0); x.touch(); }
    }
    fn b(v: Vec<D<u32>>) yields u32 {
        let span = cut(v.len());
        for x in v[span].iter() { yield_value!(x.0); }
    }
    fn c(v: Vec<D<u32>>, span: Range<usize>) yields u32 {
        for x in &v[span] { yield_value!(x.0); }
    }
    fn d(m: BTreeMap<String, D<u32>>, from: String) yields u32 {
        for (_, x) in m.range(from..) { yield_value!(x.0); }
    }
    fn e(m: BTreeMap<String, u32>) yields u32 {
        let from = "b".to_string();
        for (_, x) in m.range(from..) { yield_value!(*x); }
    }
    fn f(m: BTreeMap<u32, u32>, ends: (u32, u32)) yields u32 {
        let span = ends.0..ends.1;
        for (k, x) in m.range(span) { yield_value!(*x + *k); }
    }
    fn f2(m: BTreeMap<u32, u32>, ends: (u32, u32)) yields u32 {
        for (k, x) in m.range(ends.0..=ends.1) { yield_value!(*x + *k); }
        let pair = (2, 9);
        for (k, x) in m.range(pair.0..) { yield_value!(*x + *k); }
    }
    fn g(v: Vec<u32>, k: usize) yields u32 -> usize {
        let (lo, hi) = (k, k + 2);
        let range = lo..=hi;
        let mut n = 0;
        for (i, x) in v[range].iter().enumerate().rev() { n += i; yield_value!(*x); }
        n
    }
    fn h(text: String, spans: Vec<Range<usize>>) yields char -> usize {
        let mut n = 0;
        for span in spans {
            for c in text[span].chars() { n += 1; yield_value!(c); }
        }
        n
    }
    fn i(v: Vec<D<u32>>) yields u32 {
        let span = 1..v.len();
        for x in &v[span.clone()] { yield_value!(x.0); }
        log(span.len());
    }
    fn j(grid: Vec<Vec<u32>>) yields u32 {
        for (y, row) in grid.iter().enumerate() {
            let span = y..row.len();
            for x in &row[span] { yield_value!(*x); }
        }
    }
    fn spans(text: String) yields (usize, usize) -> usize {
        let mut n = 0;
        for start in 0..text.len() {
            let span: Range<usize> = start..text.len();
            let piece = &text[span.clone()];
            n += piece.len();
            if n > 2 {
                yield_value!((span.start, span.end));
            }
            let rest = 1..piece.len();
            let tail = &text[rest];
            yield_value!((n, 0));
            n += tail.len();
        }
        n
    }
    fn k(words: Vec<String>, by: usize) yields String {
        let (head, tail) = words.split_at(by);
        let all: Vec<&String> = tail.iter().chain(head).collect();
        for word in &all[1..] {
            yield_value!(format!("{word}{}", word.len()));
        }
    }
    fn l(words: Vec<String>, by: usize) yields String {
        let (head, tail) = words.split_at(by);
        let all: Vec<&String> = tail.iter().chain(head).collect();
        let span = 1..all.len();
        for word in &all[span] {
            yield_value!(format!("{word}{}", word.len()));
        }
        if let [first, ..] = all[..] { yield_value!(first.clone()) }
    }
}
pub fn cases(t: &mut Tracer) {
    let ds = || (0..4).map(D).collect::<Vec<_>>();
    let m = || ["a", "b", "c"].iter().zip(1..).map(|(a, b)| (a.to_string(), b)).collect::<BTreeMap<_, _>>();
    let n = || (0..12).map(|a| (a, a * a)).collect::<BTreeMap<u32, _>>();
    let ws = || vec!["a".to_string(), "bb".into(), "ccc".into()];
    t.case("a", || a(ds())); t.case("b", || b(ds())); t.case("c", || c(ds(), 1..3));
    t.case("d", || d(m().into_iter().map(|(k, v)| (k, D(v))).collect(), "b".into()));
    t.case("e", || e(m())); t.case("f", || f(n(), (3, 6))); t.case("f2", || f2(n(), (3, 6)));
    t.case("g", || g(vec![1, 2, 3, 4, 5], 1)); t.case("h", || h("hello".into(), vec![0..2, 3..5]));
    t.case("i", || i(ds())); t.case("j", || j(vec![vec![1, 2], vec![3, 4, 5]]));
    t.case("spans", || spans("abc".into()));
    t.case("k", || k(ws(), 1)); t.case("l", || l(ws(), 1));
}
