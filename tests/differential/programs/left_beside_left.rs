//! What a pattern leaves of a value dies before what a match in an operand of that value has left.
use crate::prelude::*;
fn look(d: &D, n: i64) -> i64 {
    d.touch();
    n
}
fn make(n: i64) -> D {
    log(n);
    D("made")
}
coro! {
    fn a(owned: D) yields i64 -> i64 {
        let (text, _) = (make(match (owned, 5i64) { (ref held, k) if k > 2 => look(held, k), (_, k) => k }), { yield_value!(1); D("b2") });
        yield_value!(2);
        text.touch();
        1
    }
    fn b(owned: D, n: i64) yields i64 -> i64 {
        let (text, _) = (make(match (owned, n, D("other")) { (_, 3, held) => look(&held, 3), (held, k, _) => look(&held, k) }), { yield_value!(1); D("b2") });
        yield_value!(2);
        text.touch();
        1
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(D("o")));
    t.case("b", || b(D("o"), 3));
    t.case("b 4", || b(D("o"), 4));
}
