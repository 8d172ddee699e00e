//! Literals that take the rest of a value made in the operand, and parts of parts of declared structs.

use crate::prelude::*;

#[derive(Debug)] pub struct Pair { pub left: D, pub right: D, pub n: u32 }
#[derive(Debug)] pub struct Nest { pub deep: (D, Pair), pub one: D }
pub fn pair() -> Pair { log("pair"); Pair { left: D("l"), right: D("r"), n: 3 } }
pub fn nest() -> Nest { Nest { deep: (D("d"), pair()), one: D("one") } }
pub fn mk(n: &'static str) -> D { log(format!("mk {n}")); D(n) }
impl Pair { pub fn sum(&self) -> u32 { log("sum"); self.n } pub fn take(self) -> u32 { log("take"); self.n } }
pub fn consume(d: D) -> u32 { log(format!("{d:?}")); 2 }

coro! {
    fn a() yields u32 -> u32 { Pair { left: mk("a"), ..pair() }.sum() + { yield_value!(1); 2 } }
    fn b() yields u32 -> u32 { Pair { left: mk("a"), right: { yield_value!(5); mk("b") }, ..pair() }.take() + { yield_value!(1); 2 } }
    fn c() yields u32 { yield_value!(Pair { n: 4, ..pair() }.sum()); yield_value!(Pair { right: mk("c"), ..pair() }.take()); }
    fn d() yields u32 -> (Pair, u32) { (Pair { right: mk("c"), n: 9, ..pair() }, { yield_value!(1); 2 }) }
    fn e() yields u32 -> u32 { consume(nest().deep.0) + { yield_value!(1); 2 } + consume(nest().deep.1.right) + { yield_value!(2); 2 } + nest().deep.1.take() + { yield_value!(3); 1 } }
    fn f() yields u32 -> u32 { match (Pair { left: nest().one, ..pair() }).right { x => { yield_value!(1); consume(x) } } }
}

pub fn cases(t: &mut Tracer) {
    t.case("a", || a());
    t.case("b", || b());
    t.case("c", || c());
    t.case("d", || d());
    t.case("e", || e());
    t.case("f", || f());
}
