//! Lists that are made and cut in the head of a loop.

use crate::prelude::*;

fn make(s: &str) -> String { s.to_string() }
coro! {
    fn a(n: usize) yields &'static str {
        for w in &[String::from("x"), String::from("y")][n..] { yield_value!("s"); log(w); }
    }
    fn b(n: usize) yields &'static str {
        for w in [D("p"), D("q")][n..].iter() { yield_value!("s"); w.touch(); }
    }
    fn c(n: usize) yields &'static str {
        for w in &[make("x"), make("y")][n..] { yield_value!("s"); log(w); }
    }
    fn d(n: usize) yields &'static str {
        for w in &[String::from("x"), String::from("y")] { yield_value!("s"); log(w); }
    }
    fn e(n: usize) yields usize {
        for w in &vec![n, n + 1, n + 2][..n] { yield_value!(*w); log(w); }
        for w in vec![n, n + 1, n + 2][n..].iter() { yield_value!(*w); log(w); }
        for w in [n, n + 1, n + 2][n..].windows(2) { yield_value!(w[0]); log(w[1]); }
        for w in &["a".to_string(), n.to_string()][..n] { yield_value!(w.len()); log(w); }
        for c in "abcdef"[n..].chars() { yield_value!(c as usize); }
        for c in format!("abc{n}")[n..].chars() { yield_value!(c as usize); }
        for c in format!("abc{n}")[n..].split('b') { yield_value!(c.len()); log(c); }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(1));
    t.case("b", || b(1));
    t.case("c", || c(1));
    t.case("d", || d(1));
    t.case("e", || e(1)); }
