//! What a pattern leaves of a value is dropped before the temporaries that the value was made with.

use crate::prelude::*;
coro! {
    fn a() yields i64 -> i64 {
        let Ticket(k, _) = Ticket({ yield_value!(1); 2 }, look(&D("b1"), 3));
        yield_value!(2);
        log(k);
        1
    }
    fn a2() yields i64 -> i64 {
        let Ticket(k, _) = Ticket(look(&D("b0"), 3), { yield_value!(1); 2 });
        yield_value!(2);
        log(k);
        1
    }
    fn a3() yields i64 -> i64 {
        let (one, _) = (D("one"), pass(D("two"), look(&D("t"), { yield_value!(1); 2 })));
        yield_value!(2);
        one.touch();
        1
    }
    fn a4() yields i64 -> i64 {
        let (one, _) = (D("one"), pass(D("two"), { yield_value!(1); look(&D("t"), 2) }));
        yield_value!(2);
        one.touch();
        1
    }
    fn a5() yields i64 -> i64 {
        let (one, _) = (pass(D("one"), { yield_value!(1); 2 }), pass(D("two"), look(&D("t"), 2)));
        yield_value!(2);
        one.touch();
        1
    }
    fn b() yields i64 -> i64 {
        let _ = (D("a1"), (Duo { right: pass(D("a2"), { yield_value!(7); 3 }), left: D("a3") }).left);
        1
    }
    fn b2() yields i64 -> i64 {
        let x = (D("a1"), (Duo { right: pass(D("a2"), { yield_value!(7); 3 }), left: D("a3") }).left);
        yield_value!(1);
        1
    }
    fn c(n: i64) yields i64 -> i64 {
        yield_value!(match (*Box::new(D("a1")), 1i64) { (one, k) if k > 3 => look(&one, k), (_, k) => k + n });
        yield_value!((match (D("a2"), 1i64) { (one, k) if k > 3 => look(&one, k), (_, k) => k + n }));
        yield_value!((match (D("a3"), 4i64) { (one, k) if k > 3 => look(&one, k), (_, k) => k + n }));
        yield_value!((match ((Duo { left: D("a4"), right: D("a5") }).left, 3i64) { (ref one, k) if k > 2 => look(one, k), (_, k) => k + n }));
        yield_value!(match (Duo { left: D("a6"), right: D("a7") }).left { ref one if n > 0 => look(one, 1), _ => 2 });
        2
    }
    fn e(n: i64) yields i64 -> i64 {
        let next: i64 = add(D("b1"), match duo((D("b2"), look(&D("t"), n)).0, D("b3")) { (held, _) if n > 2 => look(&held, { yield_value!(n); n }), (_, held) => look(&held, 2) });
        next
    }
    fn e2(n: i64) yields i64 -> i64 {
        let next: i64 = match duo(pass(D("b2"), look(&D("t"), n)), D("b3")) { (held, _) if n > 2 => look(&held, { yield_value!(n); n }), (_, held) => look(&held, 2) };
        next
    }
    fn e3(n: i64) yields i64 -> i64 {
        if let (held, _) = duo(pass(D("b2"), look(&D("t"), n)), D("b3")) { yield_value!(n); held.touch(); }
        match Ticket(look(&D("u"), n), 1) { Ticket(k, _) => { yield_value!(k); } }
        for (a, _) in [duo(pass(D("c2"), look(&D("v"), n)), D("c3"))] { yield_value!(3); }
        1
    }
    fn f(n: i64) yields i64 -> i64 {
        yield_value!(weigh((D("a"), look(&nest((D("b"), match duo(D("c"), D("d")) {
            (held, _) if n > 2 => look(&held, 2),
            (_, held) => look(&held, 3),
        }), D("m")).deep.0, 7)).0));
        yield_value!((D("a"), look(&nest((D("b"), match duo(D("c"), D("d")) { (held, _) => look(&held, n) }), D("m")).deep.1, 7)).1);
        1
    }
}
struct Nest { deep: (D, D) }
fn nest(pair: (D, i64), other: D) -> Nest { Nest { deep: (pair.0, other) } }
fn weigh(d: D) -> i64 { d.id() as i64 }
struct Ticket(i64, i64);
struct Duo { left: D, right: D }
impl Drop for Ticket { fn drop(&mut self) { log(format!("drop ticket {} {}", self.0, self.1)); } }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
fn pass(d: D, n: i64) -> D { log(format!("pass {}", d.0)); d }
fn duo(a: D, b: D) -> (D, D) { (a, b) }
fn add(a: D, n: i64) -> i64 { n }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a());
    t.case("a2", || a2());
    t.case("a3", || a3());
    t.case("a4", || a4());
    t.case("a5", || a5());
    t.case("b", || b());
    t.case("b2", || b2());
    t.case("c", || c(1));
    t.case("c4", || c(4));
    t.case("e", || e(1));
    t.case("e4", || e(4));
    t.case("e2", || e2(1));
    t.case("e2 4", || e2(4));
    t.case("e3", || e3(4));
    t.case("f", || f(1));
    t.case("f 4", || f(4));
}
