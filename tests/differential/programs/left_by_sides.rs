//! What the sides of a `|`, and `..` in a tuple, leave of a value that is matched.

use crate::prelude::*;

pub enum E { A(D, D), B(D, D), C }
pub fn e(n: u32) -> E { match n { 0 => E::A(D("a1"), D("a2")), 1 => E::B(D("b1"), D("b2")), _ => E::C } }
pub fn t3() -> (D, D, D) { (D("x"), D("y"), D("z")) }
pub fn three() -> (D, (D, D, D), D) { (D("1"), t3(), D("3")) }
pub struct S { pub p: D, pub q: D, pub r: D }
pub fn s() -> S { S { r: D("r"), q: D("q"), p: D("p") } }

coro! {
    fn or_pattern(n: u32) yields u32 {
        let end = D("end");
        match e(n) {
            E::A(x, _) | E::B(_, x) => { yield_value!(1); log(format!("{x:?}")); yield_value!(2); }
            E::C => { yield_value!(3); }
        }
        yield_value!(4);
        log(format!("{end:?}"));
    }
    fn or_plain(n: u32) yields u32 {
        let end = D("end");
        let v = e(n);
        for _ in 0..2 { match n { 7 => break, _ => {} } }
        match v {
            E::A(x, _) | E::B(_, x) => log(format!("{x:?}")),
            E::C => {}
        }
        let mid = D("mid");
        yield_value!(4);
        log(format!("{end:?} {mid:?}"));
    }
    fn or_let(n: u32) yields u32 {
        let end = D("end");
        let v = e(n);
        let (E::A(x, _) | E::B(_, x)) = v else { yield_value!(9); return; };
        let mid = D("mid");
        yield_value!(4);
        log(format!("{end:?} {x:?} {mid:?}"));
    }
    fn rest_of_tuple() yields u32 {
        let v = t3();
        let (a, ..) = v;
        let mid = D("mid");
        yield_value!(1);
        log(format!("{a:?} {mid:?}"));
    }
    fn rest_of_tuple2() yields u32 {
        match t3() {
            (.., c) => { let mid = D("mid"); yield_value!(1); log(format!("{c:?} {mid:?}")); yield_value!(2); }
        }
        yield_value!(3);
    }
    fn rest_of_tuple3() yields u32 {
        let (a, .., c) = t3();
        let mid = D("mid");
        yield_value!(1);
        log(format!("{c:?} {mid:?}"));
        yield_value!(3);
        drop(a);
    }
    fn middle() yields u32 {
        let (a, b, c) = (D("1"), t3(), D("3"));
        let (x, _, z) = b;
        let mid = D("mid");
        yield_value!(1);
        log(format!("{a:?} {c:?} {x:?} {z:?} {mid:?}"));
    }
    fn middle2() yields u32 {
        let (a, b, mut c) = three();
        let (x, _, z) = b;
        let mid = D("mid");
        yield_value!(1);
        log(format!("{a:?} {c:?} {x:?} {z:?} {mid:?}"));
        c = D("new");
        yield_value!(2);
    }
    fn middle3() yields u32 {
        match three() { (a, b, mut c) => {
        let (x, _, z) = b;
        let mid = D("mid");
        yield_value!(1);
        log(format!("{a:?} {c:?} {x:?} {z:?} {mid:?}"));
        c = D("new");
        yield_value!(2);
        } }
    }
    fn middle4() yields u32 {
        for (a, b, c) in [three(), three()] {
        match b { (x, _, z) => {
        let mid = D("mid");
        yield_value!(1);
        log(format!("{a:?} {c:?} {x:?} {z:?} {mid:?}"));
        } }
        yield_value!(2);
        }
    }
    fn stru() yields u32 {
        let v = s();
        let S { q, .. } = v;
        let mid = D("mid");
        yield_value!(1);
        log(format!("{q:?} {mid:?}"));
    }
    fn stru2() yields u32 {
        let v = s();
        drop(v.q);
        let mid = D("mid");
        yield_value!(1);
        log(format!("{mid:?} {:?} {:?}", v.p, v.r));
    }
    fn slice() yields u32 {
        let v = [D("a"), D("b"), D("c")];
        let [x, ..] = v;
        let mid = D("mid");
        yield_value!(1);
        log(format!("{mid:?} {x:?}"));
    }
    fn slice2() yields u32 {
        let [_, y, rest @ ..] = [D("a"), D("b"), D("c")];
        let mid = D("mid");
        yield_value!(1);
        log(format!("{mid:?} {y:?} {rest:?}"));
    }
    fn if_or(n: u32) yields u32 {
        if let E::A(x, _) | E::B(_, x) = e(n) {
            yield_value!(1);
            log(format!("{x:?}"));
        } else { yield_value!(5); }
        yield_value!(2);
    }
    fn while_or() yields u32 {
        let mut n = 0;
        while let E::A(x, _) | E::B(_, x) = e(n) {
            yield_value!(1);
            log(format!("{x:?}"));
            n += 1;
        }
        yield_value!(2);
    }
    fn for_rest() yields u32 {
        for (i, (a, ..)) in [t3(), t3()].into_iter().enumerate() {
            yield_value!(i as u32);
            log(format!("{a:?}"));
        }
        yield_value!(2);
    }
}

pub fn cases(t: &mut Tracer) {
    for n in 0..3 { t.case(&format!("or_pattern {n}"), || or_pattern(n));
     t.case(&format!("or_plain {n}"), || or_plain(n));
     t.case(&format!("or_let {n}"), || or_let(n));
     t.case(&format!("if_or {n}"), || if_or(n));
     }
    t.case("r1", || rest_of_tuple());
    t.case("r2", || rest_of_tuple2());
    t.case("r3", || rest_of_tuple3());
    t.case("middle2", || middle2());
    t.case("middle3", || middle3());
    t.case("middle4", || middle4());
    t.case("middle", || middle());
    t.case("stru", || stru());
    t.case("stru2", || stru2());
    t.case("slice", || slice());
    t.case("slice2", || slice2());
    t.case("while_or", || while_or());
    t.case("for_rest", || for_rest());
}
