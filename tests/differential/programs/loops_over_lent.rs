//! Loops over iterators that borrow a list that is made in their head, or change a local.

use crate::prelude::*;
coro! {
    fn named(n: i64) yields i64 -> i64 {
        let mut v = vec![D("f0"), D("f1"), D("f2")];
        for d in v.drain(1..) { yield_value!(6); }
        yield_value!(1);
        1
    }
    fn temp(n: i64) yields i64 -> i64 {
        for d in vec![D("f0"), D("f1"), D("f2")].drain(1..) { yield_value!(6); }
        1
    }
    fn iter(n: i64) yields i64 -> i64 {
        for d in vec![D("f0"), D("f1"), D("f2")].iter().filter(|d| d.0 != "f1") { yield_value!(6); d.touch(); }
        1
    }
    fn made(n: i64) yields i64 -> i64 {
        for d in mk().drain(1..) { yield_value!(6); }
        1
    }
    fn chunk(n: i64) yields i64 -> i64 {
        for d in mk().chunks(2) { yield_value!(d.len() as i64); }
        for d in mk().split(|d| d.0 == "f1") { yield_value!(d.len() as i64); }
        1
    }
    fn iter_mut(n: i64) yields i64 -> i64 {
        for d in mk().iter_mut() { yield_value!(1); d.0 = "x"; }
        1
    }
}
fn mk() -> Vec<D> { vec![D("f0"), D("f1"), D("f2")] }
pub fn cases(t: &mut Tracer) {
    t.case("named", || named(1));
    t.case("temp", || temp(1));
    t.case("iter", || iter(1));
    t.case("made", || made(1));
    t.case("chunk", || chunk(1));
    t.case("iter_mut", || iter_mut(1));
}
