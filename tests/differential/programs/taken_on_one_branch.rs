//! Variables that one branch takes, while another one pauses in the operands of a delegate.
use crate::prelude::*;
coro! {
    fn f2(way: bool) receives p: i64 {
        let w = D("w");
        if way {
            let h = w;
        } else {
            yield_from!(f3(), { yield_wait!(); 1 });
        }
    }
    fn f3() receives y: i64 -> i64 { yield_wait!(); y }
    fn f4(way: bool) {
        let w = D("w");
        if way {
            let h = w;
        } else {
            yield_from!(f6({ yield_wait!(); 1 }));
        }
    }
    fn f5(way: bool) {
        loop {
        let w = D("w");
        if way {
            let h = w;
        } else {
            yield_from!(f6({ yield_wait!(); 1 }));
        }
        break
        }
    }
    fn f6(n: i64) -> i64 { yield_wait!(); n }
    fn f15(mut item: Vec<D>) {
        loop {
            let w = match item.pop() { None => break, Some(w) => w };
            if w.0 == "w" {
                let h = w;
            } else {
                yield_wait!();
            }
        }
    }
    fn f16(mut item: Vec<D>) {
        loop {
            let Some(w) = item.pop() else { break };
            if w.0 == "w" {
                let h = w;
            } else {
                yield_wait!();
            }
        }
    }
    fn f17(mut item: Vec<D>) {
        while let Some(w) = item.pop() {
            if w.0 == "w" {
                let h = w;
            } else {
                yield_wait!();
            }
        }
    }
    fn f18(mut item: Vec<D>) {
        loop {
            let w = match item.pop() { None => break, Some(w) => w };
            if w.0 == "w" {
                let h: D = w;
            } else {
                yield_from!(f19({ yield_wait!(); 1 }));
            }
        }
    }
    fn f19(n: i64) -> i64 { yield_wait!(); n }
    fn f20(mut item: Vec<D>) {
        loop {
            let w = match item.pop() { None => break, Some(w) => w };
            if item.is_empty() {
                let h: D = w;
            } else {
                yield_from!(f19({ yield_wait!(); 1 }));
            }
        }
    }
}
pub fn cases(t: &mut Tracer) {
    t.receiving("f2", || f2(true), |k| k as i64);
    t.receiving("f2 n", || f2(false), |k| k as i64);
    t.case("f4", || f4(true));
    t.case("f4 n", || f4(false));
    t.case("f5", || f5(true));
    t.case("f5 n", || f5(false));
    t.case("f5", || f15(vec![D("w"), D("v")]));
    t.case("f6", || f16(vec![D("w"), D("v")]));
    t.case("f7", || f17(vec![D("w"), D("v")]));
    t.case("f8", || f18(vec![D("w"), D("v")]));
    t.case("f10", || f20(vec![D("w"), D("v")]));
}
