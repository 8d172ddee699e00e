//! Lists that are read beside each other, and given what is copied out of another.

use crate::prelude::*;
coro! {
    fn zips() yields i64 -> i64 {
        let list1 = vec![4i64, 7, 1];
        let text: i64 = list1.iter().zip(list1.iter().skip(1)).map(|(a, b)| a - b).sum();
        yield_value!(text);
        text
    }
    fn zips_again() yields i64 -> i64 {
        let list1 = vec![4i64, 7, 1];
        let text: i64 = list1.iter().zip(list1.iter().skip(1)).map(|(a, b)| a - b).sum();
        yield_value!(text);
        yield_value!(list1[0]);
        text
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("zips", zips); t.case("of_two", of_two);
    t.case("zips_again", zips_again);
}
coro! {
    fn of_two() yields i64 -> i64 {
        let mut all = vec![1i64];
        let others = vec![4i64, 7, 1];
        let sum: i64 = all.iter().zip(others.iter()).map(|(a, b)| a * b).sum();
        all.extend(others.iter());
        if all.contains(&others[0]) { log("in"); }
        all.extend_from_slice(&others[1..]);
        yield_value!(sum);
        for x in &all { yield_value!(*x); }
        all.len().max(others.len()) as i64
    }
}
