//! Values that are received and not looked at; an endless expression.

use crate::prelude::*;
coro! {
    fn unused(n: u32) receives choice: usize yields u32 -> u32 {
        let mut k = n;
        _ = choice;
        while k > 0 { yield_value!(k); k -= 1; }
        k
    }
    fn unused2(n: u32, m: u32) yields u32 -> u32 {
        let mut k = n;
        let _ = m;
        while k > 0 { yield_value!(k); k -= 1; }
        k
    }
    fn given_unit(n: u32) yields u32 -> u32 {
        let a = yield_from!(unused2(n, 1), ());
        a + yield_from!(unused2(n, 1))
    }
    fn adder(by: i32) receives x: i32 yields i32 {
        let mut step = coro!(move |first: i32| {
            let mut n = first;
            loop { n = yield_value!(n + by); }
        });
        let mut x = x;
        while let CoroutineState::Yielded(y) = step.resume(x) { x = yield_value!(y); }
    }
}
pub fn cases(t: &mut Tracer) {
    t.receiving("unused", || unused(2), |k| k);
    t.case("unused", || unused2(2, 3));
    t.case("given", || given_unit(2));
    t.receiving("adder", || adder(2), |k| k as i32);
}
