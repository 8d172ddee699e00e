//! Panics in drops, in delegates, in operands, in closures: what is dropped while they unwind.

use crate::prelude::*;
use std::panic::{catch_unwind, AssertUnwindSafe};
coro! {
    fn inner(n: i64) yields i64 -> D {
        let a = D("in a");
        yield_value!(10);
        let b = D("in b");
        if n == 3 { panic!("inner"); }
        yield_value!(11);
        b
    }
    fn delegates(n: i64) yields i64 -> i64 {
        let a = D("a");
        let x = yield_from!(inner(n));
        let y = take2(D("arg"), yield_from!(inner(n - 1)), D("after"));
        yield_value!(y);
        let z = (D("t"), yield_from!(inner(n + 1)), D("u"));
        yield_value!(1);
        2
    }
    fn nested(n: i64) yields i64 -> i64 {
        let d = D("outer");
        let k = yield_from!(delegates(n)) + yield_from!(delegates(n - 1));
        k
    }
    fn bombs(n: i64) yields i64 -> i64 {
        let a = D("a");
        let b = Bomb("b1");
        let c = D("c");
        yield_value!(1);
        if n == 1 { drop(b); }
        let d = D("d");
        yield_value!(2);
        3
    }
    fn bomb_operand(n: i64) yields i64 -> i64 {
        let a = D("a");
        let x = eat(Bomb("op"), D("arg"), { yield_value!(1); if n == 1 { panic!("operand") } 3 });
        let y = look(&Bomb("temp"), { yield_value!(2); 3 });
        yield_value!(3);
        y
    }
    fn bomb_loop(n: i64) yields i64 -> i64 {
        for i in 0..3 {
            let d = D("d");
            let b = if i == n { Some(Bomb("l")) } else { None };
            yield_value!(i);
            let e = D("e");
        }
        1
    }
    fn bomb_for(n: i64) yields i64 -> i64 {
        for b in vec![Bomb("x"), Bomb("y")] { let d = D("d"); yield_value!(1); if n == 1 { std::mem::forget(b); } }
        1
    }
    fn bomb_match(n: i64) yields i64 -> i64 {
        let d = D("d");
        match (Bomb("m"), D("n")) { (b, _) if n == 1 => { yield_value!(1); std::mem::forget(b); } (_, d) => { yield_value!(2); } }
        1
    }
    fn bomb_assign(n: i64) yields i64 -> i64 {
        let d = D("d");
        let mut b = Some(Bomb("old"));
        yield_value!(1);
        let e = D("e");
        b = { yield_value!(2); None };
        yield_value!(3);
        1
    }
    fn caught(n: i64) yields i64 -> i64 {
        let d = D("d");
        let r = catch_unwind(AssertUnwindSafe(|| { let g = D("g"); if n == 1 { panic!("in closure") } 3 }));
        yield_value!(r.is_ok() as i64);
        let s = catch_unwind(AssertUnwindSafe(move || { let g = D("g"); drop(d); if n == 1 { panic!("in closure") } 3 })).unwrap_or(7);
        yield_value!(s);
        let p = D("p");
        let q = catch_unwind(|| panic!("x {}", n)).is_err();
        yield_value!(q as i64);
        s
    }
    fn panics_in(n: i64) yields i64 -> i64 {
        let d = D("d");
        let v = vec![D("v"), boom(n, 1), { yield_value!(1); boom(n, 2) }, boom(n, 3)];
        let t = (D("t"), look2(&D("tmp"), boom(n, 4)), { yield_value!(2); boom(n, 5) });
        for x in v { yield_value!(3); drop(boom(n, 6)); }
        let f = |k: i64| boom(n, k);
        let w = f(7);
        yield_value!(4);
        if let Some(x) = Some(boom(n, 8)) { yield_value!(5); drop(boom(n, 9)); }
        boom(n, 10).id()
    }
    fn assign_panic(n: i64) yields i64 -> i64 {
        let mut a = D("a1");
        a = { yield_value!(1); boom(n, 1) };
        a = boom(n, 2);
        yield_value!(2);
        let mut s = (D("s0"), D("s1"));
        s.0 = { yield_value!(3); boom(n, 3) };
        s.1 = boom(n, 4);
        yield_value!(4);
        let mut v = vec![D("v0")];
        v[0] = { yield_value!(5); boom(n, 5) };
        v[0] = boom(n, 6);
        let b: D;
        b = { yield_value!(6); boom(n, 7) };
        let c;
        if n == 8 { c = D("c"); yield_value!(7); drop(c); }
        yield_value!(8);
        let mut o = Some(D("o"));
        o = { yield_value!(9); Some(boom(n, 9)) };
        *o.as_mut().unwrap() = { yield_value!(10); boom(n, 10) };
        1
    }
}
fn boom(n: i64, k: i64) -> D { log(format!("boom {k}")); if n == k { panic!("boom {k}") } D("boomed") }
fn look(d: &Bomb, n: i64) -> i64 { log(format!("look {}", d.0)); n }
fn look2(d: &D, n: D) -> D { log(format!("look {}", d.0)); n }
fn eat(b: Bomb, a: D, n: i64) -> i64 { log("eat"); std::mem::forget(b); n }
fn take2(a: D, b: D, c: D) -> i64 { log("take2"); 5 }
pub fn cases(t: &mut Tracer) {
    for n in [0i64, 1, 2, 3, 4] {
    t.case(&format!("delegates {n}"), || delegates(n));
    t.case(&format!("nested {n}"), || nested(n));
    t.case(&format!("bombs {n}"), || bombs(n));
    t.case(&format!("bomb_operand {n}"), || bomb_operand(n));
    t.case(&format!("bomb_loop {n}"), || bomb_loop(n));
    t.case(&format!("bomb_for {n}"), || bomb_for(n));
    t.case(&format!("bomb_match {n}"), || bomb_match(n));
    t.case(&format!("bomb_assign {n}"), || bomb_assign(n));
    t.case(&format!("caught {n}"), || caught(n));
    }
    for n in 0i64..=11 {
    t.case(&format!("panics_in {n}"), || panics_in(n));
    t.case(&format!("assign_panic {n}"), || assign_panic(n));
    }
}
