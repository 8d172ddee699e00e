//! Tuples and arrays whose items are all bound by reference: they are dropped in their order.
use crate::prelude::*;
coro! {
    fn a() yields u32 { let (ref p, ref q) = (D("a"), D("b")); yield_value!(1); look(p); look(q); yield_value!(2); }
    fn b() yields u32 { let (p, ref q) = (D("a"), D("b")); yield_value!(1); look(&p); look(q); yield_value!(2); }
    fn c() yields u32 { let [ref p, ref q] = [D("a"), D("b")]; yield_value!(1); look(&p); look(q); yield_value!(2); }
    fn d() yields u32 { let (ref p, ref q, r) = (D("a"), D("b"), D("c")); yield_value!(1); look(&p); look(q); look(&r); yield_value!(2); }
}
pub fn look(d: &D) { log(format!("{d:?}")); }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a()); t.case("b", || b()); t.case("c", || c()); t.case("d", || d());
}
