//! Closures in iterators that take what they change with them: nothing else names it any more.

use crate::prelude::*;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::iter;
struct Rng(u64);
impl Rng { fn roll(&mut self) -> u64 { self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1); self.0 >> 60 } }
coro! {
    fn lcg(seed: u32, n: usize) yields u32 {
        let mut state = seed;
        let rolls = iter::from_fn(|| { state = state.wrapping_mul(1664525).wrapping_add(1013904223); Some(state >> 28) });
        for roll in rolls.take(n) { yield_value!(roll); }
    }
    fn unique<T: Hash + Eq + Clone>(items: impl IntoIterator<Item = T>) yields T {
        let mut seen = HashSet::new();
        for item in items.into_iter().filter(|x| seen.insert(x.clone())) { yield_value!(item); }
    }
    fn counted(words: Vec<&'static str>) yields (&'static str, usize) -> Result<(), ()> {
        let mut counts = HashMap::new();
        for pair in words.into_iter().map(|w| { let n = counts.entry(w).or_insert(0); *n += 1; (w, *n) }) { yield_value!(pair); }
        Ok(())
    }
    fn random(n: usize) yields u64 {
        let mut rng = Rng(7);
        let it = iter::repeat_with(|| rng.roll()).take(n);
        for x in it { yield_value!(x); }
        log("end");
    }
    fn running(xs: Vec<i32>) yields i32 -> i32 {
        let mut total = 0;
        for x in xs.into_iter().map(|x| { total += x; total }) { yield_value!(x); }
        7
    }
    fn prefixes(words: Vec<&'static str>) yields String -> usize {
        let mut text = String::new();
        let n = words.len();
        let all = words.into_iter().scan(0, |at, w| { *at += 1; text.push_str(w); Some(format!("{at}{text}")) });
        for p in all { yield_value!(p); }
        n
    }
    fn nested(grid: &[&[u8]], words: Vec<String>) yields (usize, usize) {
        for word in &words {
            let w = word.as_bytes();
            for (y, row) in grid.iter().enumerate() {
                for (x, _) in row.iter().enumerate().filter(|(_, c)| w.first() == Some(*c)) {
                    let fits = w.iter().enumerate().all(|(i, c)| {
                        usize::try_from(y).ok().and_then(move |y| grid.get(y)).and_then(|row| row.get(x + i)) == Some(c)
                    });
                    if fits { yield_value!((x, y)); }
                }
            }
        }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("lcg", || lcg(7, 4)); t.case("u", || unique(vec![D(1).0, 2, 1, 3, 2])); t.case("c", || counted(vec!["a", "b", "a"])); t.case("r", || random(3)); t.case("s", || running(vec![1, 2, 3])); t.case("p", || prefixes(vec!["x", "y"]));
    t.case("n", || nested(&[b"cat", b"atc"], vec!["at".into(), "c".into()]));
}
