//! Methods that give `&mut Self`, called one after another with arguments that pause.

use crate::prelude::*;
struct Ac(Vec<D>);
impl Ac { fn push_it(&mut self, d: D) -> &mut Ac { self.0.push(d); self } fn len(&self) -> i64 { self.0.len() as i64 } }
struct N(i64);
impl N { fn set(&mut self, v: i64) -> &mut N { log(format!("set {v}")); self.0 = v; self } fn put(&mut self, v: i64) -> &mut Self { log(format!("set {v}")); self.0 = v; self } }
coro! {
    fn a(n: i64) yields i64 -> i64 { let mut ac = Ac(vec![]); ac.push_it(D("x")).push_it({ yield_value!(1); D("y") }); ac.len() }
    fn b(n: i64) yields i64 -> i64 { let mut ac = N(2); ac.set(3).set({ yield_value!(1); 4 }); ac.0 }
    fn c(n: i64) yields i64 -> i64 { let mut ac = N(2); ac.set({ yield_value!(1); 4 }).set({ yield_value!(1); 4 }); ac.0 }
    fn d(n: i64) yields i64 -> i64 { let mut ac = N(2); ac.put({ yield_value!(1); 4 }).put({ yield_value!(1); 4 }).set({ yield_value!(1); 4 }); ac.0 }
    fn e(n: i64) yields i64 -> i64 { let x = 3; let p = &&x; yield_value!(1); **p }
}
pub fn cases(t: &mut Tracer) { t.case("a", || a(1)); t.case("b", || b(1)); t.case("c", || c(1)); t.case("d", || d(1)); t.case("e", || e(1)); }
