//! Tails of operands that follow one another, before edition 2024.

use crate::prelude::*;
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
coro! {
    fn a(n: i64) yields i64 -> i64 { let x = look(&D("a"), 1) + { yield_value!(1); look(&D("b"), 2) } + { yield_value!(2); look(&D("c"), 3) }; yield_value!(x); x }
}
pub fn cases(t: &mut Tracer) { t.case("a", || a(1)); }
