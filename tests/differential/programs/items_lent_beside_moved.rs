//! Items of arrays and tuples that are made in a `let`, some moved out and others bound by reference.
use crate::prelude::*;
fn two() -> [D; 2] { [D("x"), D("y")] }
fn duo() -> (D, D) { (D("x"), D("y")) }
fn three(n: u32) -> (u32, D, D) { (n, D("x"), D("y")) }
coro! {
    fn a() yields u32 { let [p, ref q] = [D("a"), D("b")]; yield_value!(1); look(&p); look(q); yield_value!(2); }
    fn b() yields u32 { let (p, ref q) = duo(); yield_value!(1); look(&p); look(q); yield_value!(2); }
    fn c() yields u32 { let [p, ref q] = two(); yield_value!(1); look(&p); look(q); yield_value!(2); }
    fn d() yields u32 { let [p, _, ref q] = [D("a"), D("b"), D("c")]; yield_value!(1); drop(p); yield_value!(2); look(q); }
    fn e() yields u32 { let [ref p, q] = [D("a"), D("b")]; yield_value!(1); look(&p); look(&q); yield_value!(2); }
    fn f(n: u32) yields u32 { let (k, ref mut q, ..) = three(n); yield_value!(k); *q = D("n"); yield_value!(k); look(q); }
}
pub fn look(d: &D) { log(format!("{d:?}")); }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a()); t.case("b", || b()); t.case("c", || c()); t.case("d", || d()); t.case("e", || e()); t.case("f", || f(2));
}
