//! Several places are assigned together what pauses: temporaries of it die before.
use crate::prelude::*;
#[derive(Debug)]
struct Duo {
    left: D,
    right: D,
}
struct Mark(D, i64);
fn triple(a: D, n: i64, b: D) -> (D, i64, D) {
    (a, n, b)
}
fn at(n: usize) -> usize {
    log(format!("at {n}"));
    n
}
coro! {
    fn a(n: i64, owned: D) yields i64 -> D {
        let (mut left, mut right) = (0i64, owned);
        (left, right) = match (triple(D("a3"), n, D("a4")).1) {
            0..=3 => (n, D("a1")),
            k => { yield_value!(k); (k, D("a2")) }
        };
        yield_value!(left);
        right.touch();
        right
    }
    fn b(n: i64) yields i64 -> i64 {
        let mut list = vec![1, 2, 3];
        let mut duo = Duo { left: D("l"), right: D("r") };
        let mut x = 1;
        (list[at(1)], duo.left, _, x) = (n, D("l2"), D("none"), { yield_value!(n); 7 });
        log(format!("{list:?} {duo:?} {x}"));
        [list[at(0)], .., x] = [n, 2, 3, { yield_value!(n); 8 }];
        Duo { left: duo.right, .. } = { yield_value!(4); Duo { left: D("l3"), right: D("r3") } };
        let left;
        Duo { left, .. } = { yield_value!(4); Duo { left: D("l4"), right: D("r4") } };
        Mark(duo.left, x) = Mark(D("m"), { yield_value!(5); 9 });
        log(format!("{list:?} {duo:?} {x}"));
        left.touch();
        x
    }
    fn c(n: i64) yields i64 -> i64 {
        let (mut a, mut b) = (D("a"), D("b"));
        for i in 0..3 {
            (a, b) = (b, { yield_value!(i); if i > n { a } else { drop(a); D("n") } });
            (_, _) = (D("one"), { yield_value!(i); D("two") });
        }
        let (c, d);
        ((c, _), d) = ((a, D("in")), { yield_value!(8); b });
        c.touch();
        d.touch();
        3
    }
    fn declared_together(n: i64) yields i64 -> i64 {
        let (left, right);
        (left, right) = (D("a"), n);
        left.touch();
        right
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(1, D("o")));
    t.case("a 5", || a(5, D("o")));
    t.case("b", || b(1));
    t.case("c", || c(1));
    t.case("declared together", || declared_together(1));
}
