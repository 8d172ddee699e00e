//! Temporaries of operands of a call on a parked variable that its operands name as well live to the end of the statement.
use crate::prelude::*;

impl Mix for D {}
trait Mix {
    fn mix(&self, n: i64) -> i64 {
        log(format!("mix {n}"));
        n
    }
    fn rank(&self) -> i64 {
        7
    }
}
fn traced(n: i64) -> i64 {
    log("traced");
    n
}

#[derive(Debug)]
struct P {
    n: i64,
}
trait Give {
    fn give(&mut self, n: P) -> i64;
}
impl Give for D {
    fn give(&mut self, n: P) -> i64 {
        log(format!("give {n:?}"));
        n.n
    }
}
coro! {
    fn literal(mut p: D) yields i64 -> i64 {
        p.give(P { n: p.rank() });
        for v in 0..2 {
            let (c, a) = (D("a3"), p);
            yield_value!(8);
            p = D("a4");
        }
        1
    }
    fn f0(mut p: D) yields i64 -> i64 {
        let _ = format!("{}", p.mix(traced(3 | p.mix(D("a2").rank())))).len() as i64;
        for v in 0..2 {
            let (c, a) = (D("a3"), p);
            yield_value!(8);
            p = D("a4");
        }
        1
    }
    fn f1(mut p: D) yields i64 -> i64 {
        let _ = p.mix(traced(3 | p.mix(D("a2").rank())));
        for v in 0..2 {
            let (c, a) = (D("a3"), p);
            yield_value!(8);
            p = D("a4");
        }
        1
    }
    fn f2(mut p: D) yields i64 -> i64 {
        p.mix(traced(3 | D("a2").rank()));
        for v in 0..2 {
            let (c, a) = (D("a3"), p);
            yield_value!(8);
            p = D("a4");
        }
        1
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("f0", || f0(D("p")));
    t.case("f1", || f1(D("p")));
    t.case("f2", || f2(D("p")));
    t.case("literal", || literal(D("p")));
}
