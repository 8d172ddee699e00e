//! What a delegate returns is younger than what was held while it ran.

use crate::prelude::*;

coro! {
    fn f1(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; while let Some(m) = y.pop() && n < 9 { let p = yield_from!(f3()); } 1 }
    fn f2(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; while let Some(m) = y.pop() { let p = yield_from!(f3()); } 1 }
    fn f4(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; while let Some(m) = y.pop() && n < 9 { yield_value!(3); log("in"); } 1 }
    fn f5(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; if let Some(m) = y.pop() && n < 9 { yield_value!(3); log("in"); } 1 }
    fn f6(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; if n < 9 && let Some(m) = y.pop() { yield_value!(3); log("in"); } 1 }
    fn f7(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; if let Some(m) = y.pop() && n < 9 { let p = yield_from!(f3()); log("in"); } 1 }
    fn f8(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; while let Some(m) = y.pop() && n < 9 { yield_from!(f3()); log("in"); } 1 }
    fn f9(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; while let Some(m) = y.pop() && n < 9 { yield_from!(f3()); log("in"); yield_value!(4); } 1 }
    fn f10(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; loop { if let Some(m) = y.pop() && n < 9 { yield_from!(f3()); } else { break; } } 1 }
    fn f11(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; loop { match y.pop() { Some(m) if n < 9 => { yield_from!(f3()); }  _ => { break; } } } 1 }
    fn f12(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; while let Some(m) = y.pop() && n < 9 { let p = yield_from!(f3()); log("in"); } 1 }
    fn f13(n: i64) yields i64 -> i64 { let mut y = vec![D("b1"), D("b2")]; for m in y { let p = yield_from!(f3()); } 1 }
    fn f15(y: Vec<D>) yields i64 -> i64 { for m in y { let p = yield_from!(f16()); log(m.id()); } 1 }
    fn f17(n: i64) yields i64 -> i64 { let m = D("m"); let p = yield_from!(f16()); log(m.id()); n }
    fn f18(n: i64) yields i64 -> i64 { let m = D("m"); let mut p = yield_from!(f16()); p.0 = D("new"); if n > 3 { panic!("{:?}", m); } n }
    fn f14(n: i64) yields i64 -> i64 { let m = D("m"); if n < 9 { let p = yield_from!(f3()); } 1 }
}
coro! { fn f16() yields i64 -> (D, D) { yield_value!(3); (D("d1"), D("d2")) } }
coro! { fn f3() yields i64 -> (D, D) { (D("d1"), D("d2")) } }
pub fn cases(t: &mut Tracer) {
        macro_rules! all { ($($f:ident)*) => { $(t.case(stringify!($f), || $f(4)); )* } }
        t.case("f15", || f15(vec![D("a"), D("b")]));
        all!(f17 f18 f1 f2 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 f14);
}
