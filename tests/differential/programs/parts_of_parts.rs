//! Parts of parts that are moved out of a struct of the file: their types are those that it declares.

use crate::prelude::*;
pub struct Inner { pub a: D, pub b: D }
pub struct Nest { pub deep: (D, D), pub count: i64, pub one: D, pub inner: Inner }
pub fn nest(n: i64) -> Nest { Nest { deep: (D("da"), D("db")), count: n, one: D("one"), inner: Inner { a: D("ia"), b: D("ib") } } }
pub fn inner() -> Inner { Inner { a: D("ia"), b: D("ib") } }
pub fn maybe(n: i64) -> Option<Nest> { Some(nest(n)) }
impl Nest { fn new(n: i64) -> Self { nest(n) } fn look(&self) { log(format!("look {:?}", self.deep)); } }
coro! {
    fn f1(w: Nest) yields i64 -> i64 { drop(w.deep.0); yield_value!(6i64); w.one.touch(); w.deep.1.touch(); w.count }
    fn f2(n: i64) yields i64 -> i64 { let w: Nest = maybe(n).unwrap(); drop(w.inner.a); yield_value!(6i64); w.one.touch(); w.inner.b.touch(); w.count }
    fn f3(n: i64) yields i64 -> i64 { let w = Nest::new(n); w.look(); yield_value!(1); drop(w.inner.a); yield_value!(6i64); w.one.touch(); w.inner.b.touch(); w.count }
    fn f4(n: i64) yields i64 -> i64 { let w = Nest { inner: inner(), deep: (D("x"), D("y")), ..Nest::new(n) }; drop(w.inner.a); yield_value!(6i64); w.one.touch(); w.inner.b.touch(); w.count }
    fn f5(n: i64) yields i64 -> i64 { let w = Nest { inner: inner(), deep: (D("x"), D("y")), count: n, one: D("one") }; drop(w.inner.a); yield_value!(6i64); w.one.touch(); w.inner.b.touch(); w.count }
    fn f6(n: i64) yields i64 -> i64 { let mut w = nest(n); w.count += 1; if n > 3 { drop(w.inner); } yield_value!(6i64); w.one.touch(); w.count }
    fn f7(n: i64) yields i64 -> i64 { let mut w = nest(n); w.inner.a = D("new"); let Inner { a, .. } = w.inner; yield_value!(6i64); w.one.touch(); a.touch(); w.count }
    fn f8(n: i64) yields i64 -> i64 { if let Some(w) = maybe(n) { drop(w.inner.b); yield_value!(2); w.inner.a.touch(); drop(w.deep.1); yield_value!(3); w.one.touch(); } n }
    fn f9(n: i64) yields i64 -> i64 { let w = Box::new(nest(n)); drop(w.inner.b); yield_value!(2); w.inner.a.touch(); drop(w.deep.1); yield_value!(3); w.one.touch(); n }
    fn f10(n: i64) yields i64 -> i64 { let v = vec![nest(n), nest(2)]; for w in v { drop(w.inner.b); yield_value!(2); w.inner.a.touch(); drop(w.deep.1); yield_value!(3); w.one.touch(); } n }
    fn f11(n: i64) yields i64 -> i64 { let mut w = nest(n); for k in 0..2 { let old = w.inner; w.inner = inner(); yield_value!(k); old.a.touch(); } w.one.touch(); n }
    fn f12(n: i64) yields i64 -> i64 { let mut w = nest(n); for k in 0..2 { let old = w.inner.a; w.inner.a = D("again"); yield_value!(k); old.touch(); } w.one.touch(); n }
    fn f13(n: i64) yields i64 -> i64 { let w = nest(n); let one = w.one; yield_value!(1); let Nest { deep: (a, _), count, .. } = w; yield_value!(count); a.touch(); one.touch(); n }
    fn f14(n: i64) yields i64 -> (D, i64) { let w = nest(n); yield_value!(1); (w.deep.1, w.count) }
    fn f15(n: i64) yields i64 -> Inner2 { let w = nest(n); yield_value!(1); Inner2(w.inner) }
    fn in_code_that_does_not_pause(n: i64) yields i64 -> i64 {
        yield_value!(1);
        let a = D("a2");
        {
            let q = &a;
            let (g, mut e) = (((4i64, 9i64), q.id() >= 1).0, (D("a3"), D("a4")));
            {
                if a.id() < 2 {} else {
                    if let (f @ (0 | 4 | 7), _) = g { log(f); }
                }
            }
            e.0 = D("a5");
            q.touch();
        }
        1
    }
}
pub struct Inner2(Inner);
impl std::fmt::Debug for Inner2 { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "{:?} {:?}", self.0.a, self.0.b) } }
pub fn cases(t: &mut Tracer) {
        t.case("f1", || f1(nest(3)));
        macro_rules! all { ($($f:ident)*) => { $(t.case(stringify!($f), || $f(4)); t.case(stringify!($f), || $f(1));)* } }
        all!(f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 f14 f15);
    t.case("in code that does not pause", || in_code_that_does_not_pause(1));
}
