//! Operators of types that are no numbers: `a * 2` may be moved, and `text + word` is a `String`.

use crate::prelude::*;
coro! {
    fn f(owned: String) yields usize -> String {
        let word = "x";
        let t = owned + word;
        for i in 0..3 { yield_value!(t.len() + i); if i == 2 { drop(t); return String::new(); } }
        t
    }
    fn g(n: usize) yields usize -> usize {
        let t = make(n) * 2;
        for i in 0..3 { yield_value!(t.0.len() + i); if i == n { drop(t); return 1; } }
        t.0.len()
    }
    fn h(n: usize) yields usize -> usize {
        let b = make(n);
        yield_value!(1);
        let t = b * 2;
        yield_value!(1);
        t.0.len()
    }
    fn h2(n: usize) yields usize -> usize {
        let b = M::of(n);
        yield_value!(1);
        if n > 1 {
        let t = b * 2;
        yield_value!(1);
        t.0.len() } else { 0 }
    }
    fn h3(b: impl std::ops::Mul<i32, Output = M>, n: usize) yields usize -> usize {
        yield_value!(1);
        if n > 1 {
        let t = b * 2;
        yield_value!(1);
        t.0.len() } else { 0 }
    }
    fn h4(n: usize) yields usize -> usize {
        let b = vec![M::of(n)].pop().unwrap();
        yield_value!(1);
        if n > 1 {
        let t = b * 2;
        yield_value!(1);
        t.0.len() } else { 0 }
    }
}
struct M(Vec<D>);
impl M { fn of(n: usize) -> M { M(vec![D("m"); n]) } }
fn make(n: usize) -> M { M(vec![D("m"); n]) }
impl std::ops::Mul<i32> for M { type Output = M; fn mul(self, _: i32) -> M { M(self.0) } }
pub fn cases(t: &mut Tracer) {
    t.case("f", || f("a".into()));
    t.case("g", || g(1));
    t.case("h", || h(1));
    for n in 1..3 { t.case("h2", || h2(n));
    t.case("h3", || h3(M::of(1), n));
    t.case("h4", || h4(n)); }
}
