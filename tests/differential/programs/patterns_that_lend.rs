//! Patterns that bind one part by `ref` and move another.

use crate::prelude::*;
fn look(d: &D, k: i64) -> i64 { log(format!("look {d:?}")); k }
fn sum(a: i64, b: i64) -> i64 { a + b }
#[derive(Debug)]
enum E { A(D, i64), B(i64, D), C(D, D), N }
fn e(n: i64) -> E { match n { 0 => E::A(D("ea"), 1), 1 => E::B(2, D("eb")), 2 => E::C(D("ec"), D("ed")), _ => E::N } }
coro! {
    fn m18(n: i64) yields i64 -> i64 { let x = sum(match e(n) { E::A(ref d, k) => look(d, k), E::C(_, d) => look(&d, 3), _ => 2 }, { yield_value!(3); 4 }); log("x"); x }
    fn r1(n: i64) yields i64 -> i64 { let x = sum(match e(n) { E::A(ref d, k) => look(d, k), _ => 2 }, { yield_value!(3); 4 }); log("x"); x }
    fn r2(n: i64) yields i64 -> i64 { let x = sum(match e(n) { E::A(ref mut d, k) => { *d = D("new"); k } E::C(ref a, ref b) => look(a, 3) + look(b, 2), E::B(k, d) => look(&d, k), _ => 2 }, { yield_value!(3); 4 }); log("x"); x }
    fn r3(n: i64) yields i64 -> i64 { let x = sum(match e(n) { E::A(ref d, k) if look(d, k) > 3 => look(d, k), E::C(_, d) => look(&d, 3), _ => 2 }, { yield_value!(3); 4 }); log("x"); x }
    fn r9(n: i64) yields i64 -> i64 { let x = sum(match e(n) { E::A(ref d, k) if look(d, k) > 0 => look(d, k), E::C(_, d) => look(&d, 3), _ => 2 }, { yield_value!(3); 4 }); log("x"); x }
    fn r10(n: i64) yields i64 -> i64 { match e(n) { E::A(ref d, k) if look(d, k) > 0 => { yield_value!(3); look(d, k); } E::C(_, ref mut d) if look(d, 3) > 1 => { yield_value!(4); *d = D("z"); } E::B(..) | E::A(..) => { yield_value!(2); } _ => {} } log("x"); 2 }
    fn r4(n: i64) yields i64 -> i64 { match e(n) { E::A(ref d, k) => { yield_value!(k); look(d, k); } E::C(_, d) => { yield_value!(3); look(&d, 3); } _ => { yield_value!(9); } } log("x"); 2 }
    fn r5(n: i64) yields i64 -> i64 { match e(n) { E::A(ref d, _) => { yield_value!(1); look(d, 2); } E::C(ref c, ref d) => { yield_value!(3); look(c, 2); look(d, 3); } _ => { yield_value!(9); } } log("x"); 2 }
    fn r7(n: i64) yields i64 -> i64 { if let E::A(ref mut d, ref k) = e(n) { *d = D("new"); yield_value!(*k); look(d, *k); } log("x"); 2 }
    fn r8(n: i64) yields i64 -> i64 { let x = sum(match Some(e(n)) { Some(ref d @ E::A(..)) => { log(format!("{d:?}")); 1 } Some(E::C(a, _)) => look(&a, 3), _ => 2 }, { yield_value!(3); 4 }); log("x"); x }
}
pub fn cases(t: &mut Tracer) {
    for n in [0, 1, 2, 3] {
        macro_rules! all { ($($f:ident)*) => { $(t.case(&format!("{} {n}", stringify!($f)), || $f(n));)* } }
        all!(m18 r1 r2 r3 r4 r5 r7 r8 r9 r10);
    }
}
