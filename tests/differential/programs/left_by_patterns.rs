//! What patterns leave of what a pause is worth, and of parameters.

use crate::prelude::*;
enum Choice { One(D), Both(D, D), None }
fn one() -> Choice { Choice::One(D("one")) }
fn both() -> Choice { Choice::Both(D("left"), D("right")) }
coro! {
    fn pair() yields i64 -> (D, D) { yield_value!(10); (D("p1"), D("p2")) }
    fn maybe(n: i64) yields i64 -> Option<(D, D)> { yield_value!(11); (n > 0).then(|| (D("m1"), D("m2"))) }
    fn wild(_q: D) yields i64 {
        let _ = yield_from!(pair());
        yield_value!(1);
        let (_, _) = yield_from!(pair());
        yield_value!(2);
        let (a, _) = yield_from!(pair());
        yield_value!(3);
        let (_, b) = yield_from!(pair());
        yield_value!(b.id() + a.id());
        let c @ (_, _) = yield_from!(pair());
        yield_value!(c.0.id());
    }
    fn otherwise(_q: D, n: i64) yields i64 -> i64 {
        let Some((a, _)) = yield_from!(maybe(n)) else { yield_value!(1); return 2; };
        yield_value!(3);
        let Some((_, b)) = yield_from!(maybe(n)) else { return 2; };
        yield_value!(4);
        let Choice::Both(x, _) = both() else { return 3; };
        yield_value!(b.id() + a.id() + x.id());
        let Choice::None = one() else { yield_value!(7); return 3; };
        4
    }
    fn matched(_q: D, n: i64) yields i64 -> i64 {
        match yield_from!(maybe(n)) { Some((a, _)) => { yield_value!(a.id()); } None => { yield_value!(1); } }
        yield_value!(2);
        if let Some((a, _)) = yield_from!(maybe(n)) { yield_value!(a.id()); } else { yield_value!(1); }
        match yield_from!(pair()) { (a, _) => log(a.id()) }
        yield_value!(3);
        match yield_from!(pair()) { _ => { yield_value!(4); } }
        yield_value!(5);
        yield_from!(pair());
        yield_value!(6);
        yield_from!(pair()).0;
        yield_value!(7);
        let x = yield_from!(pair()).1;
        yield_value!(8);
        x.id()
    }
    fn params((a, _): (D, D), (_, b): (D, D), c: D, (_, _): (D, D), _: D) yields i64 -> i64 {
        yield_value!(1);
        let _x = D("x");
        a.id() + b.id() + c.id()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("wild", || wild(D("q")));
    t.case("otherwise 1", || otherwise(D("q"), 1));
    t.case("otherwise 0", || otherwise(D("q"), 0));
    t.case("matched 1", || matched(D("q"), 1));
    t.case("matched 0", || matched(D("q"), 0));
    t.case("params", || params((D("a"), D("a2")), (D("b1"), D("b")), D("c"), (D("e1"), D("e2")), D("f")));
}
