//! Parts moved out of values that are made in an operand, beside a pause.

use crate::prelude::*;

pub fn t2() -> (D, D) { (D("x"), D("y")) }
pub fn nested() -> (D, (D, D), D) { (D("1"), (D("2"), D("3")), D("4")) }
#[derive(Debug)] pub struct S { pub p: D, pub q: D, pub r: D }
pub fn s() -> S { S { r: D("r"), q: D("q"), p: D("p") } }
pub fn boxed() -> Box<(D, D)> { Box::new(t2()) }
pub fn number() -> Box<u32> { Box::new(4) }
impl S { pub fn new() -> Self { s() } pub fn pair(&self) -> (D, D) { t2() } pub fn by(self, n: u32) -> (D, u32) { (self.q, n) } }
pub fn take(d: D) -> u32 { log(format!("take {d:?}")); 3 }
pub fn both(d: D, n: u32, e: D) -> u32 { log(format!("both {d:?} {n} {e:?}")); n }
pub fn make(n: u32) -> D { log(format!("make {n}")); D("made") }
pub trait Merge { fn merge(self, other: Self) -> Self; fn rank(&self) -> u32; }
impl Merge for D { fn merge(self, other: Self) -> Self { log("merge"); other } fn rank(&self) -> u32 { log(format!("rank {self:?}")); 5 } }

coro! {
    fn b() yields u32 -> u32 { take(t2().1) + { yield_value!(1); 2 } }
    fn c() yields u32 -> u32 { take(S::new().q) + { yield_value!(1); 2 } }
    fn d() yields u32 -> u32 { take(*Box::new(make(1))) + { yield_value!(1); 2 } }
    fn e() yields u32 -> u32 { take((*boxed()).1) + { yield_value!(1); 2 } }
    fn f() yields u32 -> u32 { take(boxed().0) + { yield_value!(1); 2 } }
    fn g() yields u32 -> u32 { take(nested().1.0) + { yield_value!(1); 2 } }
    fn h() yields u32 -> u32 { take(nested().1.1) + { yield_value!(1); 2 } }
    fn i() yields u32 -> u32 { both(nested().1.1, { yield_value!(1); 2 }, t2().0) + { yield_value!(3); 1 } }
    fn j() { match Some((S { r: D("a1"), q: D("a2"), p: D("a3") }).q.merge(D("a4"))) { e @ Some(_) => { yield_wait!(); log(format!("{e:?}")); } None => {} } log("end"); }
    fn k() { match Some(S::new().pair().1.merge(D("a4"))) { e @ Some(_) => { yield_wait!(); log(format!("{e:?}")); } None => {} } log("end"); }
    fn l() yields u32 -> u32 { t2().0.rank() + { yield_value!(1); 2 } }
    fn m() yields u32 -> u32 { *number() + { yield_value!(1); 2 } + *Box::new(7) }
    fn n() yields u32 -> u32 { take(S::new().by({ yield_value!(7); 5 }).0) + { yield_value!(1); 2 } + S::new().by(4).1 }
    fn o() { if let Some(x) = Some(t2().0) { yield_wait!(); log(format!("{x:?}")); } }
    fn p() { let x = match t2().1 { x => { yield_wait!(); x } }; log(format!("{x:?}")); }
    fn q() yields u32 -> Vec<D> { vec![t2().0, { yield_value!(1); make(2) }, nested().1.0, { yield_value!(2); make(3) }] }
    fn r() yields u32 -> S { S { p: t2().0, q: { yield_value!(1); boxed().1 }, r: { yield_value!(2); make(3) } } }
    fn t0() yields u32 -> u32 { let z = (take(t2().0), { yield_value!(1); take(*Box::new(t2().1)) }, { yield_value!(2); 3 }); z.0 + z.1 + z.2 }
    fn u() yields u32 -> u32 { let mut sum = 0; for d in [t2().0, { yield_value!(8); s().r }] { sum += take(d) + { yield_value!(1); 2 }; } sum }
    fn v() yields D { yield_value!(t2().1); yield_value!(s().q); yield_value!(*boxed().0.wrap()); }
    fn w() yields u32 -> u32 { (if true { t2() } else { (D("n"), D("m")) }).0.rank() + take({ log("in"); t2() }.1) + { yield_value!(1); 2 } }
}

pub trait Wrap { fn wrap(self) -> Box<D>; }
impl Wrap for D { fn wrap(self) -> Box<D> { Box::new(self) } }

pub fn cases(t: &mut Tracer) {
    t.case("b", || b()); t.case("c", || c()); t.case("d", || d()); t.case("e", || e()); t.case("f", || f()); t.case("g", || g()); t.case("h", || h());
    t.case("i", || i()); t.case("j", || j()); t.case("k", || k()); t.case("l", || l()); t.case("m", || m()); t.case("n", || n()); t.case("o", || o()); t.case("p", || p());
    t.case("q", || q()); t.case("r", || r()); t.case("t", || t0()); t.case("u", || u()); t.case("v", || v()); t.case("w", || w());
}
