//! Closures that give away what has a `Drop` of its own, called on one branch and dropped on the other.
use crate::prelude::*;
struct T { c: G, d: D }
struct U { c: String, d: D }
struct G(D);
impl Drop for G { fn drop(&mut self) { log("G"); } }
fn take(d: G) -> u32 { drop(d); 4 }
fn takes(d: String) -> u32 { d.len() as u32 }
coro! {
    fn a(c: bool) yields u32 -> u32 {
        let t = T { c: G(D("c")), d: D("d") };
        let f = { let g = D("g"); move || { look(&g); take(t.c) } };
        let n = if c { f() } else { drop(f); 0 };
        yield_value!(n);
        look(&t.d);
        n
    }
    fn b(c: bool) yields u32 -> u32 {
        let t = G(D("c"));
        let f = { let g = D("g"); move || { look(&g); take(t) } };
        let n = if c { f() } else { drop(f); 0 };
        yield_value!(n);
        n
    }
    fn d(c: bool) yields u32 -> u32 {
        let t = U { c: String::new(), d: D("d") };
        let f = { let g = D("g"); move || { look(&g); takes(t.c) } };
        let n = if c { f() } else { drop(f); 0 };
        yield_value!(n);
        look(&t.d);
        n
    }
}
pub fn look(d: &D) { log(format!("{d:?}")); }
pub fn cases(t: &mut Tracer) {
    for c in [true, false] { t.case("a", || a(c)); t.case("b", || b(c)); t.case("d", || d(c)); }
}
