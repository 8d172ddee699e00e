//! Loops over slices by ranges in variables, which are copied or given away.

use crate::prelude::*;

coro! {
    fn a1() yields i64 {
        let range = 1..3usize;
        let picked = [4i64, 5, 6, 7];
        for x in &picked[range.clone()] { yield_value!(*x); }
        log(range.start);
    }
    fn a2() yields i64 {
        let range = 1..3usize;
        let picked = [4i64, 5, 6, 7];
        for x in &picked[range] { yield_value!(*x); }
    }
    fn a3() yields i64 {
        let picked = [4i64, 5, 6, 7];
        for x in &picked[1..picked.len() - 1] { yield_value!(*x); }
    }
    fn a4(n: usize) yields i64 {
        let picked = vec![4i64, 5, 6, 7];
        for x in picked[n..].iter() { yield_value!(*x); }
        for x in &picked[..n] { yield_value!(*x); }
    }
    fn a5() yields i64 {
        let range = 1..3usize;
        let picked = vec![4i64, 5, 6, 7];
        let part = &picked[range.clone()];
        for x in part { yield_value!(*x); }
        for x in picked[range.clone()].iter().rev() { yield_value!(*x); }
        log(range.start);
    }
    fn a6() yields i64 {
        let mut picked = vec![4i64, 5, 6, 7];
        let range = 1..3usize;
        for x in &mut picked[range.clone()] { *x += 1; yield_value!(*x); }
        for x in picked[range].iter_mut() { *x += 1; yield_value!(*x); }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("a1", || a1());
    t.case("a2", || a2());
    t.case("a3", || a3());
    t.case("a4", || a4(1));
    t.case("a5", || a5());
    t.case("a6", || a6());
}
