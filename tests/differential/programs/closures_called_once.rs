//! Closures of the function that are called where only they themselves tell how they may be called.

use crate::prelude::*;
coro! {
    fn block(n: i64) yields i64 -> i64 {
        let f = { let d = D("x"); move || drop(d) };
        f();
        yield_value!(1);
        2
    }
    fn block2(n: i64) yields i64 -> i64 {
        let f = { let d = D("x"); move || d.touch() };
        f();
        yield_value!(1);
        2
    }
    fn block3(n: i64) yields i64 -> i64 {
        let f = { let d = D("x"); move |k: ()| {drop(d); k} };
        f(yield_value!(1));
        2
    }
    fn tuple(n: i64) yields i64 -> i64 {
        let d = D("x"); 
        let (f, k) = (move || drop(d), 3);
        f();
        yield_value!(1);
        2
    }
    fn opt(n: i64) yields i64 -> i64 {
        let d = D("x"); 
        if let Some(f) = Some(move || drop(d)) {
        f();
        yield_value!(1);
        }
        2
    }
    fn vecs(n: i64) yields i64 -> i64 {
        let d = D("x"); 
        for f in [move || drop(d)] {
        f();
        yield_value!(1);
        }
        2
    }
    fn mapped(n: i64) yields i64 -> i64 {
        for f in ["a", "b"].map(|s| { let d = D(s); move || drop(d)}) {
        f();
        yield_value!(1);
        }
        2
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("block", || block(1));
    t.case("block2", || block2(1));
    t.case("block3", || block3(1));
    t.case("tuple", || tuple(1));
    t.case("opt", || opt(1));
    t.case("vecs", || vecs(1));
    t.case("mapped", || mapped(1));
}
