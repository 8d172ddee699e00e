//! Parts moved out of values whose shape only the signature of a fn, or what std makes of it, tells.

use crate::prelude::*;

pub fn t2() -> (D, D) { (D("x"), D("y")) }
pub fn t3() -> (D, D, D) { (D("x"), D("y"), D("z")) }
pub struct S { pub p: D, pub q: D, pub r: D }
pub struct P<T>(pub T, pub D);
pub fn same<T>(t: T) -> T { t }
pub fn s() -> S { S { r: D("r"), q: D("q"), p: D("p") } }
impl S { pub fn new() -> Self { s() } pub fn make(&self) -> (D, D) { t2() } }

coro! {
    fn a() yields u32 { let z = t2(); let p = z.0; yield_value!(1); log(format!("{p:?}")); }
    fn b() yields u32 { let z = t2(); let p = z.1; let m = D("m"); yield_value!(1); log(format!("{p:?}{m:?}")); }
    fn c() yields u32 { let z = same(t3()); drop(z.1); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn d() yields u32 { let z = loop { yield_value!(0); break t2(); }; drop(z.1); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn e() yields u32 { let z = loop { yield_value!(0); break (D("a"), D("b")); }; drop(z.1); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn f() yields u32 { let z = 'l: { yield_value!(0); if false { break 'l (D("a"), D("b")); } (D("c"), D("d")) }; drop(z.1); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn g() yields u32 { let z = S::new(); drop(z.q); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn h() yields u32 { let z = S::new().make(); drop(z.0); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn i() yields u32 { let z = P(D("a"), D("b")); drop(z.0); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn j() yields u32 { let z = same(P(D("a"), D("b"))); drop(z.0); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn k() yields u32 { let v = vec![t2(), t2()]; for z in v { drop(z.0); let m = D("m"); yield_value!(1); log(format!("{m:?}")); } }
    fn l() yields u32 { if let Some(z) = Some(t2()) { drop(z.0); let m = D("m"); yield_value!(1); log(format!("{m:?}")); } }
    fn m() yields u32 { let z = [t2(), t2()].into_iter().next().unwrap(); drop(z.0); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn n(z: (D, D)) yields u32 { drop(z.0); let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn o(z: S) yields u32 { if true { drop(z.p); } let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn p(n: u32) yields u32 { let z = t2(); if n == 1 { drop(z.0); } let m = D("m"); yield_value!(1); log(format!("{m:?}")); }
    fn q(n: u32) yields u32 { let mut z = t2(); for i in 0..3 { if i == n { drop(z.0); z.0 = D("again"); } yield_value!(i); } log(format!("{z:?}")); }
    fn r(n: u32) yields u32 { let Some(z) = Some(t3()) else { return; }; let (a, b) = (z.2, z.0); yield_value!(n); log(format!("{a:?}{b:?}")); }
    fn s1(n: u32) yields u32 { match Some((D("1"), S::new())) { Some((a, s)) => { let x = s.q; yield_value!(n); log(format!("{a:?}{x:?}")); } None => {} } yield_value!(4); }
    fn v1(n: u32) yields u32 { let b = Box::new(S::new()); let S { p, .. } = *b; yield_value!(n); log(format!("{p:?}")); }
    fn w1(n: u32) yields u32 { let b = (S::new(), t2()); let x = b.0.q; yield_value!(n); let y = b.1.1; yield_value!(n); log(format!("{x:?} {y:?}")); }
    fn x1(n: u32) yields u32 { let b = (S::new(), t2()); let c = move || { b.1.0.touch(); }; yield_value!(n); c(); log(format!("{:?}", b.0.p)); yield_value!(n); }
}

pub fn cases(t: &mut Tracer) {
    t.case("a", || a()); t.case("b", || b()); t.case("c", || c()); t.case("d", || d()); t.case("e", || e()); t.case("f", || f()); t.case("g", || g());
    t.case("h", || h()); t.case("i", || i()); t.case("j", || j()); t.case("k", || k()); t.case("l", || l()); t.case("m", || m()); t.case("n", || n(t2())); t.case("o", || o(s()));
    t.case("p", || p(1)); t.case("p0", || p(0)); t.case("q", || q(1)); t.case("r", || r(1)); t.case("s", || s1(1));  t.case("v", || v1(1)); t.case("w", || w1(1)); t.case("x", || x1(1));
}
