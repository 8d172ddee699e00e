//! What is matched by a pattern of a type with a `Drop` of its own stays whole: all that is bound is copied.

use crate::prelude::*;
fn look(d: &D, k: i64) -> i64 { log(format!("look {d:?}")); k }
fn sum(a: i64, b: i64) -> i64 { a + b }
struct Guarded { k: i64 }
impl Drop for Guarded { fn drop(&mut self) { log("drop guarded"); } }
struct Tuple(i64, i64);
impl Drop for Tuple { fn drop(&mut self) { log("drop tuple"); } }
enum Way { On(i64), Off }
impl Drop for Way { fn drop(&mut self) { log("drop way"); } }
fn way(n: i64) -> Way { if n > 0 { Way::On(n) } else { Way::Off } }
coro! {
    fn g1(n: i64) yields i64 -> i64 { match (Guarded { k: n }) { Guarded { k } => { yield_value!(k); } } log("x"); 1 }
    fn g2(n: i64) yields i64 -> i64 { match Tuple(n, 2) { Tuple(a, b) => { yield_value!(a); yield_value!(b); } } log("x"); 1 }
    fn g3(n: i64) yields i64 -> i64 { if let Way::On(k) = way(n) { yield_value!(k); log("in"); } log("x"); 1 }
    fn g4(n: i64) yields i64 -> i64 { match way(n) { Way::On(k) => { yield_value!(k); log("in"); } Way::Off => { yield_value!(5); log("off"); } } log("x"); 1 }
    fn g5(n: i64) yields i64 -> i64 { let x = sum(match way(n) { Way::On(k) => k, Way::Off => 4 }, { yield_value!(4); 4 }); log("x"); x }
    fn g6(n: i64) yields i64 -> i64 { let w = way(n); match w { Way::On(k) => { yield_value!(k); log("in"); } Way::Off => { yield_value!(5); log("off"); } } log("x"); 1 }
    fn g7(n: i64) yields i64 -> i64 { let Tuple(a, b) = Tuple(n, 3); yield_value!(a); log("in"); b }
    fn g8(n: i64) yields i64 -> i64 { let Way::On(k) = way(n) else { yield_value!(8); return 3; }; yield_value!(k); log("in"); k }
    fn g9(n: i64) yields i64 -> i64 { while let Way::On(k) = way(n) { yield_value!(k); log("in"); if k > 0 { break; } } log("x"); 5 }
    fn g10(n: i64) yields i64 -> i64 { for Tuple(a, b) in [Tuple(n, 2), Tuple(3, 4)] { yield_value!(a); log("in"); yield_value!(b); } log("x"); 5 }
    fn g11(n: i64) yields i64 -> i64 { let x = sum(Guarded { k: n }.k, { yield_value!(2); 3 }); log("x"); x }
    fn g12(n: i64) yields i64 -> i64 { let w = (way(n), D("d")); match w { (Way::On(k), d) => { yield_value!(k); log("in"); look(&d, 1); } (Way::Off, _) => { yield_value!(5); log("off"); } } log("x"); 1 }
    fn g13(n: i64) yields i64 -> i64 { match (way(n), D("d")) { (Way::On(k), d) => { yield_value!(k); log("in"); look(&d, 1); } (Way::Off, _) => { yield_value!(5); log("off"); } } log("x"); 1 }
    fn g14(n: i64) yields i64 -> i64 { if let Some(Way::On(k)) = Some(way(n)) { yield_value!(k); log("in"); } log("x"); 1 }
    fn g15(t: Tuple) yields i64 -> i64 { let Tuple(a, b) = t; yield_value!(a); log("in"); b }
    fn g16(Tuple(a, b): Tuple) yields i64 -> i64 { yield_value!(a); log("in"); b }
    fn g17(n: i64) yields i64 -> i64 { let t = Tuple(n, 4); let Tuple(a, b) = t; yield_value!(a); log("in"); yield_value!(b); t.0 }
}
pub fn cases(t: &mut Tracer) {
    for n in [0, 1, 2] {
        macro_rules! all { ($($f:ident)*) => { $(t.case(&format!("{} {n}", stringify!($f)), || $f(n));)* } }
        all!(g1 g2 g3 g4 g5 g6 g7 g8 g9 g10 g11 g12 g13 g14 g17);
        t.case("g15", || g15(Tuple(n, 3)));
        t.case("g16", || g16(Tuple(n, 3)));
    }
}
