//! A variable that loses a part behind the last pause, or in a loop.
use crate::prelude::*;
#[derive(Debug)]
pub struct Duo { left: D, right: D }
coro! {
    fn a(h: Duo) yields i64 -> D {
        { let left = &h.left; log(format!("{h:?}")); left.touch(); }
        yield_value!(7);
        h.left
    }
    fn b(mut h: Duo) yields i64 -> D {
        let mut i = 0;
        loop {
            log(format!("{h:?}"));
            yield_value!(i);
            drop(h.left);
            h.left = D("again");
            i += 1;
            if i == 3 { break h.right; }
        }
    }
    fn c(mut h: Duo) yields i64 {
        for i in 0..3 {
            let text = format!("{h:?}");
            drop(h.left);
            yield_value!(i);
            h.left = D("again");
            log(text);
        }
    }
    fn d() yields i64 {
        let mut h = (D("a1"), D("a2"));
        let (x, y) = h;
        drop(x);
        yield_value!(1);
        h.1 = D("a3");
        yield_value!(2);
        log(format!("{y:?}"));
    }
    fn f(mut d: D, n: i64) yields i64 {
        match (if n > 0 { Ok::<D, String>(d) } else { Err(format!("{d:?}")) }) {
            Err(_) => { d = D("b2"); yield_value!(9); }
            Ok(m) => {}
        }
        yield_value!(10);
    }
    fn e(n: i64) yields i64 {
        let mut h = (D("a1"), D("a2"));
        match h { (x, y) => { if n > 0 { h.0 = y; } yield_value!(1); drop(x); } }
        yield_value!(2);
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(Duo { left: D("l"), right: D("r") }));
    t.case("b", || b(Duo { left: D("l"), right: D("r") }));
    t.case("c", || c(Duo { left: D("l"), right: D("r") }));
    t.case("d", || d());
    t.case("e", || e(0));
    t.case("f", || f(D("b1"), 0));
    t.case("f1", || f(D("b1"), 1));
    t.case("e1", || e(1));
}
