//! Values received in every place of a statement, parts of structs, values of labels, returns from operands.

use crate::prelude::*;
use std::ops::ControlFlow;
coro! {
    fn sub(n: i64) receives z: i64 yields i64 -> D { let q = D("q"); yield_value!(n); D("mk") }
    fn yields_d(n: i64) receives z: D yields D -> i64 {
        let a = yield_value!(D("out"));
        let b = yield_value!(pass(D("o2"), look(&yield_value!(D("o3")), 1)));
        let c = match yield_value!(D("o4")) { d if n == 1 => { yield_value!(d); 1 } d => { yield_value!(D("o5")); 2 } };
        while yield_value!(D("w")).0 != "r7" { let x = D("x"); yield_value!(D("w2")); }
        yield_value!(yield_value!(D("nest")));
        let v = [yield_value!(D("v")), D("i"), yield_value!(D("v2"))];
        let mut m = D("m");
        m = yield_value!(D("m2"));
        m = { let t = D("t"); yield_value!(t) };
        let s = (yield_value!(D("s1")), yield_value!(D("s2"))).1;
        _ = yield_value!(D("wild"));
        let _ = yield_value!(D("wild2"));
        yield_value!(D("stmt"));
        let x = &yield_value!(D("ext"));
        yield_value!(D("e2"));
        x.touch();
        let y; y = yield_value!(D("late"));
        if let D("r1") = yield_value!(D("il")) { yield_value!(D("il2")); }
        c
    }
    fn strukt(n: i64) receives z: D yields i64 -> i64 {
        let P { a, .. } = P { a: D("pa"), b: yield_value!(1), c: D("pc") };
        yield_value!(2);
        let mut p = P { a: yield_value!(3), ..P { a: D("qa"), b: D("qb"), c: yield_value!(4) } };
        p.b = yield_value!(5);
        let P { ref a, b, ref mut c } = p;
        yield_value!(6);
        a.touch();
        drop(b);
        *c = yield_value!(7);
        yield_value!(8);
        1
    }
    fn labels(n: i64) receives z: D yields i64 -> i64 {
        let r = 'a: {
            let d = D("d");
            let v = 'b: { let e = D("e"); if n == 1 { break 'a yield_value!(1); } if n == 2 { break 'b yield_value!(2); } yield_value!(3) };
            yield_value!(4);
            v
        };
        yield_value!(5);
        let l = 'o: loop { let f = D("f"); loop { let g = D("g"); if n < 2 { break 'o (yield_value!(6), D("t")); } break; } break (D("u"), yield_value!(7)); };
        let c = (0..3).try_for_each(|i| if i == n { ControlFlow::Break(D("cf")) } else { ControlFlow::Continue(()) });
        yield_value!(8);
        let w = while n > 5 { yield_value!(9); };
        2
    }
    fn returns(n: i64) receives z: D yields i64 -> D {
        let d = D("d");
        if n == 1 { return yield_value!(1); }
        let e = D("e");
        let k = three(D("a"), if n == 2 { return pass(yield_value!(2), 1) } else { 3 }, yield_value!(3));
        match n { 3 => return pass(d, { yield_value!(4); 5 }), _ => {} }
        let t = (D("t0"), { if n == 4 { return { let i = D("i"); yield_value!(5) }; } 1 });
        yield_value!(6)
    }
    fn compound(n: i64) receives z: i64 yields i64 -> i64 {
        let mut v = vec![1i64, 2, 3];
        let mut i = 0usize;
        v[{ i += 1; i }] += { let d = D("d"); yield_value!(1) };
        v[i] -= yield_value!(v[i]) + { i = 2; 1 };
        let mut s = (1i64, [2i64, 3]);
        s.1[i - 1] *= yield_value!(s.0) + 2;
        s.0 <<= yield_value!(2) & 3;
        let r = &mut v;
        r[0] += yield_value!(3);
        *r.last_mut().unwrap() += yield_value!(4);
        let b = Box::new(5i64);
        let q = *b + yield_value!(*b) * v[at(1)];
        let x = v[at(0)] + { v[0] = 100; yield_value!(5) } + v[at(0)];
        let y = (v[0], { v[0] += 1; yield_value!(v[0]) }, v[0]);
        x + y.0 + y.2 + q + s.0 + s.1[1]
    }
}
struct P { a: D, b: D, c: D }
fn at(i: usize) -> usize { log(format!("at {i}")); i }
fn pass(d: D, n: i64) -> D { log(format!("pass {} {n}", d.0)); d }
fn three(a: D, b: i64, c: D) -> i64 { log(format!("three {} {}", a.0, c.0)); b }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
fn name(k: usize) -> D { D(["r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "r13"][k.min(13)]) }
pub fn cases(t: &mut Tracer) {
    for n in [1i64, 2, 3, 4] {
    t.receiving(&format!("yields_d {n}"), || yields_d(n), name);
    t.receiving(&format!("strukt {n}"), || strukt(n), name);
    t.receiving(&format!("labels {n}"), || labels(n), name);
    t.receiving(&format!("returns {n}"), || returns(n), name);
    t.receiving(&format!("compound {n}"), || compound(n), |k| k as i64);
    }
}
