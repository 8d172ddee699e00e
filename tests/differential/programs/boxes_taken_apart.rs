//! Boxes of which the content is moved out in parts.

use crate::prelude::*;
#[derive(Debug)] pub struct P { pub a: D, pub b: (D, D), pub c: Option<D> }
pub fn p() -> P { P { a: D("a"), b: (D("b0"), D("b1")), c: Some(D("c")) } }
pub struct Numbers(Vec<i64>, D);
pub fn bp() -> Box<P> { Box::new(p()) }
coro! {
    fn a1() yields i64 { let b = Box::new(p()); let a = b.a; yield_value!(1); log(format!("{a:?}")); let (f, _) = b.b; yield_value!(2); log(format!("{f:?}")); }
    fn a2() yields i64 { let b = bp(); let a = b.a; yield_value!(1); log(format!("{a:?}")); }
    fn a3() yields i64 { let b = Box::new((D("1"), D("2"))); let a = b.0; yield_value!(1); log(format!("{a:?}")); }
    fn a4(b: Box<P>) yields i64 { let a = b.c; yield_value!(1); log(format!("{a:?}")); }
    fn a5(b: Box<(D, D)>) yields i64 { for i in 0..2 { log(format!("{b:?}")); yield_value!(i); } drop(b.1); yield_value!(3); }
    fn gone_through(b: Box<Numbers>) yields i64 -> i64 { let mut k = 0; for n in b.0 { yield_value!(n); k += 1; } k }
    fn made_and_gone_through() yields i64 -> i64 { let b = Box::new(Numbers(vec![4], D("n"))); let mut k = 0; for n in b.0 { yield_value!(n); k += 1; } k }
    fn a6(x: D, y: D) yields i64 { let b = Box::new((x, y)); let p = b.0; yield_value!(3); drop(p); yield_value!(4); }
}
pub fn cases(t: &mut Tracer) {
    t.case("gone through", || gone_through(Box::new(Numbers(vec![3, 4], D("n"))))); t.case("made and gone through", || made_and_gone_through());
    t.case("a1", || a1()); t.case("a2", || a2()); t.case("a3", || a3()); t.case("a4", || a4(bp())); t.case("a5", || a5(Box::new((D("l"), D("r"))))); t.case("a6", || a6(D("l"), D("r")));
}
