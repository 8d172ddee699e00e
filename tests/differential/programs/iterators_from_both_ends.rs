//! Iterators over locals that go on from both ends, and collections of parts that closures cut out.

use crate::prelude::*;
coro! {
    fn a(text: String) yields char -> usize {
        let mut chars = text.chars();
        while let (Some(x), Some(y)) = (chars.next(), chars.next_back()) { yield_value!(x); yield_value!(y); }
        text.len()
    }
    fn b(list: Vec<D<u8>>) yields u8 -> usize {
        let mut it = list.iter();
        while let Some(d) = it.next_back() { yield_value!(d.0); d.touch(); if let Some(f) = it.next() { yield_value!(f.0); } }
        list.len()
    }
    fn c(text: &str) yields char -> bool {
        let mut it = text.char_indices();
        loop {
            match (it.next(), it.next_back()) {
                (Some((_, a)), Some((_, b))) if a != b => { yield_value!(a); return false }
                (Some((_, a)), Some(_)) => yield_value!(a),
                _ => return true,
            };
        }
    }
    fn d(n: u32) yields u32 {
        let list: Vec<u32> = (0..n).collect();
        let mut it = list.iter();
        it.next();
        yield_value!(9);
        for x in it.rev() { yield_value!(*x); }
    }
    fn e(n: u32) yields u32 {
        let list: Vec<u32> = (0..n).collect();
        let mut it = list.chunks(2);
        if let Some(c) = it.next() { yield_value!(c[0]); }
        if let Some(c) = it.nth_back(0) { yield_value!(c[0]); yield_value!(c.len() as u32); }
        yield_value!(it.map(|c| c[0]).sum());
    }
    fn bwt(text: &str) yields String -> (String, usize) {
        let n = text.len();
        let doubled = text.repeat(2);
        let mut rotations: Vec<&str> = (0..n).map(|i| &doubled[i..i + n]).collect();
        rotations.sort_unstable();
        for r in &rotations { yield_value!(r.to_string()); }
        let index = rotations.iter().position(|r| *r == text).unwrap_or(0);
        (rotations.iter().filter_map(|r| r.chars().last()).collect(), index)
    }
    fn suffixes(text: String) yields String {
        let mut all: Vec<&str> = (0..text.len()).map(|i| &text[i..]).collect();
        all.sort_by_key(|s| std::cmp::Reverse(s.len() % 3));
        for s in all { yield_value!(s.to_uppercase()); }
    }
    fn rows(n: usize) yields usize {
        let cells: Vec<usize> = (0..n * n).collect();
        let rows: Vec<&[usize]> = (0..n).map(|y| &cells[y * n..(y + 1) * n]).collect();
        for row in rows.iter().rev() { yield_value!(row.iter().sum()); }
        yield_value!(rows.len());
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || a("abcde".into())); t.case("b", || b((0..5).map(D).collect())); t.case("c", || c("abxba")); t.case("c not", || c("abca")); t.case("d", || d(4)); t.case("e", || e(7));
    t.case("bwt", || bwt("banana")); t.case("suffixes", || suffixes("abcd".into())); t.case("rows", || rows(3));
}
