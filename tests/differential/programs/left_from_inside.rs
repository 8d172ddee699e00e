//! Loops that are left while an inner level holds something: it is dropped before what follows the loop.

use crate::prelude::*;
coro! {
    fn f0(n: i64, mut owned: D) yields i64 -> Option<D> {
        let mut list2 = vec![Some(0), Some(n), None, Some(3), Some(5)];
        'outer1: while let Some(top) = list2.pop() {
            let held = D("a1");
            match top {
                None => { yield_value!(n); continue 'outer1; }
                Some(k) => match k {
                    0 => break 'outer1,
                    k if k > 2 => loop {
                        let e = D("a2");
                        if k > 4 { continue 'outer1; }
                        drop(e);
                        break;
                    },
                    k => { yield_value!(n); log(k); }
                }
            }
            {}
            log(format!("{held:?}"));
        }
        owned = D("a3");
        Some(D("a4"))
    }
    fn a1(n: i64) yields i64 -> i64 { loop { let held = D("held"); yield_value!(1); loop { yield_value!(2); break; } if n > 0 { break; } } log("behind"); 3 }
    fn a2(n: i64) yields i64 -> i64 { let q = D("q"); 'o: loop { let held = D("held"); yield_value!(1); loop { let e = D("e"); yield_value!(2); if n > 0 { break 'o; } yield_value!(3); log("e"); break; } yield_value!(4); log("l"); break; } log("behind"); q.touch(); 3 }
    fn a3(n: i64) yields i64 -> i64 { 'o: loop { let held = D("held"); yield_value!(1); loop { let e = D("e"); yield_value!(2); if n > 0 { break 'o; } yield_value!(3); log("e"); break; } yield_value!(4); log("l"); break; } log("behind"); 3 }
    fn a4(n: i64) yields i64 -> i64 { for k in 0..3 { 'o: for j in 0..2 { let held = D("held"); yield_value!(1); loop { let e = D("e"); yield_value!(2); if n > 0 { break 'o; } yield_value!(3); log("e"); break; } yield_value!(4); log("l"); } log("behind"); } 3 }
    fn a5(n: i64) yields i64 -> i64 { let s = String::from("s"); for k in 0..3 { 'o: for j in 0..2 { let held = D("held"); yield_value!(1); loop { let e = D("e"); yield_value!(2); if n > 0 { break 'o; } yield_value!(3); log("e"); break; } yield_value!(4); log("l"); } log(s.len()); } log(s.len()); 3 }
    fn a6(n: i64) yields i64 -> i64 { let s = vec![D("s")]; 'o: for j in vec![D("x"), D("y")] { let held = D("held"); yield_value!(1); loop { let e = D("e"); yield_value!(2); if n > 0 { break 'o; } yield_value!(3); log("e"); break; } yield_value!(4); log("l"); } log(s.len()); 3 }
    fn a7(n: i64) yields i64 -> i64 { let s = vec![D("s")]; let r = 'o: { let held = D("held"); yield_value!(1); loop { let e = D("e"); yield_value!(2); if n > 0 { break 'o 4; } yield_value!(3); log("e"); break; } yield_value!(4); log("l"); 7 }; log(s.len()); r }
    fn a8(n: i64) yields i64 -> i64 { let s = vec![D("s")]; let r = loop { let held = D("held"); yield_value!(1); if n > 0 { break 4; } yield_value!(4); log("l"); break 7; }; log(s.len()); r }
    fn a9(n: i64) yields i64 -> i64 { let s = vec![D("s")]; let r = loop { let held = D("held"); yield_value!(1); loop { let f = D("f"); yield_value!(1); if n > 0 { return 4; } break; } yield_value!(4); log("l"); break 7; }; log(s.len()); r }
    fn a10(n: i64) yields i64 -> i64 { let s = vec![D("s")]; let mut i = 0; while i < 3 { i += 1; let held = D("held"); yield_value!(1); if i > n { break; } yield_value!(2); if i == n { continue; } yield_value!(4); log("l"); held.touch(); } log(s.len()); 5 }
    fn a11(n: i64) yields i64 -> i64 { let s = vec![D("s")]; let mut i = 0; while i < 3 { i += 1; let held = D("held"); yield_value!(1); if i > n { break; } yield_value!(2); log("l"); held.touch(); } log("behind"); s.len() as i64 }
    fn a12(n: i64) yields i64 -> i64 { let s = vec![D("s")]; { let mut i = 0; while i < 3 { i += 1; let held = D("held"); yield_value!(1); if i > n { break; } yield_value!(2); log("l"); held.touch(); } log("behind"); } yield_value!(9); s.len() as i64 }
}
pub fn cases(t: &mut Tracer) {
    for n in [1, 4] { t.case(&format!("f0 {n}"), || f0(n, D("o"))); }
    for n in [0, 1, 2] {
        macro_rules! all { ($($f:ident)*) => { $(t.case(&format!("{} {n}", stringify!($f)), || $f(n));)* } }
        all!(a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12);
    }
}
