//! Loops over iterators and coroutines that are variables, and delegates that borrow a list.

use crate::prelude::*;
use std::collections::{BTreeMap, HashSet};

coro! {
    fn naturals() yields u32 { let mut n = 0; loop { yield_value!(n); n += 1; } }
    fn dropping(name: &'static str, n: u32) yields u32 -> D { let d = D(name); for i in 0..n { yield_value!(i); } d }

    fn by_ref(text: &str) yields char -> String {
        let mut chars = text.chars();
        for c in chars.by_ref().take(2) { yield_value!(c); }
        for c in chars.by_ref().skip(1).take_while(|c| *c != '.') { yield_value!(c); }
        for (i, c) in chars.by_ref().enumerate().take(2) { if i == 0 { continue; } yield_value!(c); }
        for c in chars.by_ref().step_by(2).take(2) { yield_value!(c); }
        chars.collect()
    }

    fn nested(rows: usize) yields Vec<u32> -> u32 {
        let mut source = naturals();
        let mut sum = 0;
        for row in 0..rows {
            let mut line = Vec::new();
            for n in source.iter().skip(row).filter(|n| n % 3 != 0).take(2) {
                line.push(n);
                yield_value!(line.clone());
                sum += n;
            }
        }
        sum
    }

    fn drops() yields u32 {
        let _outer = D("outer");
        for n in dropping("first", 3).iter().take(2) {
            let _each = D("each");
            yield_value!(n);
        }
        log("after the loop");
        for n in dropping("second", 1).iter() { yield_value!(n); }
        for n in dropping("third", 5).iter() { if n == 1 { break; } yield_value!(n); }
        yield_from!(dropping("fourth", 2).iter().map(|n| n + 10));
        log("end");
    }

    fn zipped(words: &[&'static str]) yields (usize, &'static str, u32) {
        for (i, (w, n)) in words.iter().copied().zip(naturals().iter().skip(5)).enumerate() { yield_value!((i, w, n)); }
        let mut source = naturals();
        for (n, i) in source.iter().zip(10..13) { yield_value!((i, "rev", n)); }
        for n in source.iter() { if n > 5 { break; } yield_value!((0, "left", n)); }
    }

    fn generic<C: Coroutine<(), Yield = u32, Return = ()>>(mut source: C, limit: usize) yields u32 -> usize {
        let mut seen = HashSet::new();
        for n in source.iter().map(|n| n / 2).take(limit) {
            if seen.insert(n) { yield_value!(n); }
        }
        let mut other = Box::new(source);
        for n in other.iter().filter(|n| !seen.contains(n)).take(1) { yield_value!(n); }
        seen.len()
    }

    fn delegates(map: BTreeMap<&'static str, Vec<u32>>, list: Vec<Option<u32>>) yields u32 -> usize {
        let text = String::from("a1b2");
        yield_from!(list.iter().flatten().copied());
        yield_from!(map.values().map(|v| v.len() as u32));
        yield_from!(map.iter().map(|(k, v)| k.len() as u32 + v[0]).filter(|n| n % 2 == 0));
        for values in map.values() { yield_from!(values.iter().map(|v| v * 2).rev()); }
        yield_from!(text.chars().filter_map(|c| c.to_digit(10)));
        yield_from!(text.chars().rev().map(|c| c as u32));
        yield_from!(list.iter().enumerate().map(|(i, n)| i as u32 + n.unwrap_or(100)));
        map.len() + list.len()
    }

    fn own_iterator(n: u32) yields u32 {
        let mut numbers = (0..n).filter(|n| n % 2 == 0);
        for k in &mut numbers { if k > 2 { break; } yield_value!(k); }
        yield_from!(&mut numbers);
    }

    fn primes(limit: usize) yields u32 {
        let mut found: Vec<u32> = vec![];
        for n in naturals().iter().skip(2) {
            if found.iter().take_while(|p| *p * *p <= n).any(|p| n % p == 0) { continue; }
            found.push(n);
            yield_value!(n);
            if found.len() == limit { return; }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("by ref", || by_ref("abcde.fghijklmnop"));
    t.case("nested", || nested(3));
    t.case("drops", drops);
    t.case("zipped", || zipped(&["x", "y"]));
    t.case("generic", || generic(naturals(), 5));
    t.case("delegates", || delegates(BTreeMap::from([("a", vec![1, 2]), ("bb", vec![4])]), vec![Some(1), None, Some(3)]));
    t.case("own iterator", || own_iterator(9));
    t.case("primes", || primes(6));
}
