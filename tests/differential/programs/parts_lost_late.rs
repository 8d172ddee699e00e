//! A variable that loses a part behind the last pause, or in a loop.
use crate::prelude::*;
#[derive(Debug)]
pub struct Duo { left: D, right: D }
struct Held { names: Vec<D>, other: D }
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
    fn g(v: (D, D)) yields String -> D {
        if let (Some(x), _) = (None::<String>, format!("{:?}", v)) { log(x); } else { drop(v.0); }
        yield_value!("two".to_string());
        D("a3")
    }
    fn h(n: u32) yields String {
        let mut h: (D, D) = (D("a1"), D("a2"));
        yield_value!(format!("{h:?}"));
        match h {
            (u, m) => {
                if n == 1 { h.0 = m; }
                yield_value!(format!("{u:?}"));
            }
        }
        yield_value!("end".to_string());
    }
    fn i(mut z: (D, D), n: u32) yields u32 {
        match z {
            (b, c) if n == 1 => { yield_value!(7); log(format!("{b:?}")); }
            (m, _c) => {}
        }
        yield_value!(6);
        if n < 2 { z.0 = D("e"); }
        yield_value!(8);
    }
    fn j(mut z: (D, D), n: u32) yields String {
        loop {
            yield_value!({ let s = format!("{:?} {:?}", z.1, z); s });
            drop(z.0);
            yield_value!(format!("{n}"));
            if n == 2 { break; }
            z.0 = D("new");
            if format!("{z:?}").len() > 3 { drop(z.1); z.1 = D("other"); break; }
        }
        yield_value!("end".to_string());
    }
    fn e(n: i64) yields i64 {
        let mut h = (D("a1"), D("a2"));
        match h { (x, y) => { if n > 0 { h.0 = y; } yield_value!(1); drop(x); } }
        yield_value!(2);
    }
    fn from_inside(h: Duo, n: usize) yields usize -> Result<Vec<D>, D> {
        let held = Held { names: vec![h.left], other: h.right };
        for i in 0..5 {
            let _guard = D("guard");
            if i == n { return Ok(held.names); }
            yield_value!(i + held.names.len());
        }
        Err(held.other)
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
    t.case("g", || g((D("b1"), D("b2"))));
    t.case("h", || h(0));
    t.case("h1", || h(1));
    t.case("i", || i((D("b1"), D("b2")), 0));
    t.case("i1", || i((D("b1"), D("b2")), 1));
    t.case("i2", || i((D("b1"), D("b2")), 2));
    t.case("j", || j((D("b1"), D("b2")), 1));
    t.case("j2", || j((D("b1"), D("b2")), 2));
    t.case("e1", || e(1));
    t.case("from inside", || from_inside(Duo { left: D("l"), right: D("r") }, 2));
    t.case("behind", || from_inside(Duo { left: D("l"), right: D("r") }, 9));
}
