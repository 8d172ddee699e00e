//! `let .. else` that binds references to parts of a value which is made there: if it does not match it dies before `else`.
use crate::prelude::*;
fn temporary(n: u32) -> Option<D> { (n > 0).then_some(D("t")) }
enum Reply { Good(D), Bad(D) }
fn reply(n: u32) -> Reply { match n { 0 => Reply::Bad(D("bad")), _ => Reply::Good(D("good")) } }
fn pair(n: u32) -> (Option<D>, D) { (temporary(n), D("second")) }
coro! {
    fn a(n: u32) yields u32 { let Some(ref t) = temporary(n) else { return }; yield_value!(1); look(t); }
    fn b(n: u32) yields u32 {
        let before = D("before");
        let Reply::Good(ref t) = reply(n) else { log("else"); yield_value!(5); log("end"); return };
        let after = D("after");
        yield_value!(1);
        look(t);
        yield_value!(2);
        look(t);
    }
    fn c(n: u32) yields u32 {
        for i in 0..2 {
            let (Some(ref t), ref u) = pair(n + i) else { log("else"); continue };
            yield_value!(1);
            look(t);
            yield_value!(2);
            look(u);
        }
    }
    fn d(n: u32) yields u32 {
        let Some(ref mut t) = temporary(n) else { panic!("none") };
        yield_value!(1);
        *t = D("new");
        yield_value!(2);
    }
    fn e(n: u32) yields u32 {
        let Some(ref t) = temporary(n) else { log("else"); yield_value!(7); return };
        look(t);
        yield_value!(2);
    }
}
pub fn look(d: &D) { log(format!("{d:?}")); }
pub fn cases(t: &mut Tracer) {
    for n in [0, 1] { t.case("a", || a(n)); t.case("b", || b(n)); t.case("c", || c(n)); t.case("d", || d(n)); t.case("e", || e(n)); }
}
