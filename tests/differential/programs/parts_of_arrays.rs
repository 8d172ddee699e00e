//! Arrays of structs of which parts are moved, references that are set late, tuples filled again.

use crate::prelude::*;
#[derive(Debug)]
struct S { a: D, b: D }
fn p(a: &'static str, b: &'static str) -> S { S { a: D(a), b: D(b) } }
coro! {
    fn four() yields u32 -> D {
        let [x, y] = [p("1", "2"), p("3", "4")];
        drop(x.a);
        yield_value!(1);
        y.a
    }
    fn five(c: bool) yields u32 -> u32 {
        let s = p("a", "b");
        let r: &S;
        let t;
        if c { r = &s; t = 1; } else { r = &s; t = 2; }
        yield_value!(t);
        r.a.touch();
        yield_value!(t + 1);
        r.b.touch();
        t
    }
    fn two() yields u32 -> D {
        let mut a: (D, D, D) = (D("1"), D("2"), D("3")).into();
        let (d, ..) = a;
        yield_value!(1);
        a.0 = D("new");
        yield_value!(2);
        a.0.touch();
        d
    }
}
pub fn cases(t: &mut Tracer) { t.case("four", four); t.case("five", || five(true)); t.case("two", two); }
