//! Items of one name in several blocks.
use crate::prelude::*;
coro! {
    fn a(n: i64) yields i64 -> i64 {
        {
            fn twice(k: i64) -> i64 { k * 2 }
            #[derive(Debug)]
            struct Local(D);
            let held = Local(D("one"));
            yield_value!(twice(n));
            log(format!("{held:?}"));
        }
        for i in 0..2 {
            fn twice(k: i64) -> i64 { k * 2 + 1 }
            #[derive(Debug)]
            struct Local { held: D, n: i64 }
            let mut held = Local { held: D("two"), n: i };
            yield_value!(twice(n));
            held.n += 1;
            log(format!("{held:?} {}", held.n));
            held.held.touch();
        }
        3
    }
    fn b(n: i64) yields i64 -> i64 {
        const LIMIT: i64 = 2;
        yield_value!(LIMIT);
        if n > LIMIT {
            const LIMIT: i64 = 7;
            yield_value!(LIMIT);
        }
        LIMIT
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(1));
    t.case("b", || b(1));
    t.case("b 3", || b(3));
}
