//! Arrays that lose elements, in variables that are called like the fns that make them.
use crate::prelude::*;
fn arr() -> [D; 3] { [D("a"), D("b"), D("c")] }
coro! {
    fn a() yields u32 { let mut arr = arr(); arr[1] = D("n"); let [a, b, _] = arr; yield_value!(1); look(&a); drop(b); yield_value!(2); }
    fn b(i: usize) yields u32 { let mut list: [D; 3] = arr(); list[i] = D("n"); let [a, _, c] = list; yield_value!(1); look(&a); drop(c); yield_value!(2); }
    fn c(i: usize) yields u32 { let mut list = arr(); list[i].touch(); list.swap(0, 2); let [a, _, c] = list; yield_value!(1); look(&a); drop(c); yield_value!(2); }
}
pub fn look(d: &D) { log(format!("{d:?}")); }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a()); t.case("b", || b(1)); t.case("c", || c(1));
}
