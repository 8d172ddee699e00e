//! Where a panic of an operator is told of, one of whose operands pauses.

use crate::prelude::*;
fn zero() -> i64 { 0 }
fn ninety() -> i64 { 99 }
coro! {
    fn a() yields i64 -> i64 { 10 / { yield_value!(3); zero() } }
    fn b(n: i64) yields i64 -> i64 { n / { yield_value!(3); zero() } }
    fn c(n: i64) yields i64 -> i64 { ({ yield_value!(3); n }) / zero() }
    fn d(n: i64) yields i64 -> i64 { i64::MAX + { yield_value!(3); n } }
    fn e(n: i64) yields i64 -> i64 { let x = i64::MAX; x + { yield_value!(3); n } }
    fn g(n: i64) yields i64 -> i64 {
        let x = (n + 1) % { yield_value!(3); zero() };
        x
    }
    fn h(n: i64) yields i64 -> i64 {
        let x =
            1
            << { yield_value!(3); ninety() };
        x
    }
    fn i(n: i64) yields i64 -> i64 {
        -{ yield_value!(3); zero() + i64::MIN }
    }
    fn j(n: i64) yields i64 -> i64 {
        let v = vec![1, 2];
        v[{ yield_value!(3); 7 }]
    }
    fn k(n: i64) yields i64 -> i64 {
        let v = [1, 2];
        1 + v[{ yield_value!(3); n as usize + 7 }]
    }
    fn a2() yields i64 -> i64 { yield_value!(1); 0 }
    fn o(n: i64) yields i64 -> i64 {
        two(10 / zero(), { yield_value!(1); 2 })
    }
    fn p(n: i64) yields i64 -> i64 {
        2 * 10 / if n > 0 { yield_value!(1); 0 } else { 2 }
    }
    fn q(n: i64) yields i64 -> i64 {
        2 * 10 / match n { 1 => { yield_value!(1); 0 } _ => 3 }
    }
}
fn two(a: i64, b: i64) -> i64 { a }
pub fn cases(t: &mut Tracer) { t.case("a", || a()); t.case("b", || b(1)); t.case("c", || c(1)); t.case("d", || d(1)); t.case("e", || e(1));
t.case("g", || g(1)); t.case("h", || h(1)); t.case("i", || i(1)); t.case("j", || j(1)); t.case("k", || k(1)); t.case("o", || o(1));t.case("p", || p(1));t.case("q", || q(1));
 }
