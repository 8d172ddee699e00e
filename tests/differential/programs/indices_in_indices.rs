//! Elements of elements, where an index that has an effect stands before one that pauses.

use crate::prelude::*;
pub fn traced(n: i64) -> i64 { log(format!("traced {n}")); n }
pub fn list() -> Vec<Vec<i64>> { log("list"); vec![vec![1, 2], vec![3]] }
coro! {
    fn a1(m: Vec<Vec<i64>>) yields i64 -> i64 { m[{ yield_value!(1); 0 }][{ yield_value!(2); 1 }] + m[traced(1) as usize][{ yield_value!(3); 0 }] }
    fn a2() yields i64 -> i64 { list()[traced(1) as usize][{ yield_value!(3); 0 }] + list()[{ yield_value!(4); 0 }][traced(1) as usize] + { yield_value!(5); 1 } }
    fn a3(mut m: Vec<Vec<i64>>) yields i64 -> Vec<Vec<i64>> { m[traced(0) as usize][{ yield_value!(1); 1 }] += { yield_value!(2); 5 }; m[traced(1) as usize].push({ yield_value!(6); 9 }); m[traced(0) as usize][traced(0) as usize] = { yield_value!(3); 7 }; m }
    fn a4(v: Vec<String>) yields i64 -> bool { v[traced(0) as usize] == { yield_value!(1); "a" } && v[traced(1) as usize].contains({ yield_value!(2); "b" }) }
    fn a5(v: Vec<D>) yields i64 -> String { format!("{:?} {}", v[traced(1) as usize], { yield_value!(2); 3 }) }
    fn a6(v: Vec<(D, i64)>) yields i64 -> i64 { v[traced(1) as usize].1 + { yield_value!(2); 3 } + v[traced(0) as usize].1 * { yield_value!(2); 3 } }
}
pub fn cases(t: &mut Tracer) {
    t.case("a1", || a1(list())); t.case("a2", || a2()); t.case("a3", || a3(list())); t.case("a4", || a4(vec!["a".into(), "cb".into()])); t.case("a5", || a5(vec![D("a"), D("b")])); t.case("a6", || a6(vec![(D("a"), 1), (D("b"), 2)]));
}
