//! A parameter that leaves parts, before variables that are declared first and given values later.

use crate::prelude::*;
type S = D<&'static str>;
coro! {
    fn a(item: [i64; 3], mut p: Vec<S>, a: i64) yields i64 -> i64 {
        let k;
        if a == 2 { k = (D("c3"), D("c4")); } else { k = (D("c5"), D("c6")); }
        yield_value!(1);
        {
            let e = &k.0;
            let [(p @ (0 | 4 | 7)), a, ..] = item else { return 2; };
            log(e.id());
        }
        3
    }
    fn b(item: [i64; 3], mut p: Vec<S>, a: i64) yields i64 -> i64 {
        let k;
        if a == 2 { k = D("c3"); } else { k = D("c5"); }
        yield_value!(1);
        if item[0] == 4 { return 2; }
        log(k.id());
        3
    }
    fn c(item: [i64; 3], mut p: Vec<S>, a: i64) yields i64 -> i64 {
        let k = (D("c5"), D("c6"));
        yield_value!(1);
        {
            let e = &k.0;
            let [(q @ (0 | 4 | 7)), a, ..] = item else { return 2; };
            log(e.id());
        }
        3
    }
    fn d(item: [i64; 3], p: Vec<S>, a: i64) yields i64 -> i64 {
        let k;
        if a == 2 { k = (D("c3"), D("c4")); } else { k = (D("c5"), D("c6")); }
        yield_value!(1);
        log(k.0.id());
        3
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || a([4, 9, 7], vec![D("1"), D("2")], 1));
    t.case("b", || b([4, 9, 7], vec![D("1"), D("2")], 1));
    t.case("c", || c([4, 9, 7], vec![D("1"), D("2")], 1));
    t.case("d", || d([4, 9, 7], vec![D("1"), D("2")], 1));
    t.case("a", || a([1, 9, 7], vec![D("1"), D("2")], 1));
}
