//! References copied out of windows over a list of them.

use crate::prelude::*;

use std::collections::{BTreeMap, HashMap, BTreeSet};
coro! {
    fn pairs(text: String) yields (String, usize) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut m: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for w in words.windows(2) { m.entry(w[0]).or_default().push(w[1]); }
        for (k, v) in &m { yield_value!((k.to_string(), v.len())); }
    }
    fn chain(text: String) yields String -> usize {
        let words: Vec<&str> = text.split(' ').collect();
        let mut m: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for w in words.windows(3) { m.entry((w[0], w[1])).or_default().push(w[2]); }
        let (mut a, mut b) = (words[0], words[1]);
        while let Some(next) = m.get_mut(&(a, b)).and_then(|v| v.pop()) { yield_value!(format!("{a} {b} {next}")); (a, b) = (b, next); }
        m.len()
    }
    fn chunked(text: String) yields String {
        let words: Vec<&str> = text.split(' ').collect();
        let mut seen = BTreeSet::new();
        for c in words.chunks(2) {
            let first = c[0];
            if seen.insert(first) { yield_value!(first.to_string()); }
        }
        let mut counts: HashMap<&str, i32> = HashMap::new();
        for i in 0..words.len() { *counts.entry(words[i]).or_insert(0) += 1; }
        yield_value!(counts.len().to_string());
        let mut sorted: Vec<(&str, i32)> = counts.into_iter().collect();
        sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        for (w, n) in &sorted { yield_value!(format!("{w}{n}")); }
    }
    fn numbers(v: Vec<u32>) yields u32 {
        let mut last = 0;
        for w in v.windows(2) { let d = w[1] - w[0]; yield_value!(d); last = w[1]; yield_value!(last + d); }
        let grid = vec![vec![1, 2], vec![3]];
        let first = grid[0][1];
        yield_value!(first);
        let row = &grid[1];
        yield_value!(row[0] + last);
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("p", || pairs("a b a c a b".to_string()));
    t.case("chain", || chain("a b a b c a b a".to_string()));
    t.case("ch", || chunked("x y x z".to_string()));
    t.case("n", || numbers(vec![1, 4, 9])); }
