//! Temporaries that live as long as what a `let` binds, and values over loops and assignments.

use crate::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::*;
use std::rc::Rc;
coro! {
    fn ref_x(n: i64) yields i64 -> i64 {
        let ref x = D("a");
        yield_value!(1);
        x.touch();
        yield_value!(2);
        let (ref y, z) = (D("y"), D("z"));
        yield_value!(3);
        y.touch();
        let ref mut w = vec![1i64];
        w.push(2);
        yield_value!(4);
        w.push(3);
        w.len() as i64
    }
    fn ref_dead(n: i64) yields i64 -> i64 {
        let ref x = D("a");
        let e = D("e");
        yield_value!(1);
        let ref y = mk(look(&D("t"), 1));
        yield_value!(2);
        y.touch();
        2
    }
    fn extended(n: i64) yields i64 -> i64 {
        let x = &D("x");
        let y = &mut vec![D("v")];
        let z = (&D("z1"), D("z2"));
        let w = W { d: &D("w"), n: 1 };
        let s = Some(&D("s"));
        yield_value!(1);
        x.touch(); y.push(D("more")); z.0.touch(); w.d.touch(); s.unwrap().touch();
        yield_value!(2);
        let k = &D("k").0.len();
        yield_value!(3);
        let b: &dyn std::fmt::Debug = &D("dyn");
        yield_value!(4);
        log(format!("{b:?}"));
        *k as i64
    }
    fn block_values(n: i64) yields i64 -> i64 {
        let x = { let d = D("inner"); yield_value!(1); look(&D("t"), d.0.len() as i64) };
        let y = { &D("blk") };
        yield_value!(2);
        y.touch();
        let z = if n == 1 { &D("if") } else { &D("else") };
        yield_value!(3);
        z.touch();
        let v = match n { 1 => D("m1"), _ => { let q = D("q"); yield_value!(4); q } };
        yield_value!(5);
        x
    }
    fn assign_drop(n: i64) yields i64 -> i64 {
        let mut x = D("x0");
        x = D("x1");
        yield_value!(1);
        x = { let old = x; yield_value!(2); drop(old); D("x2") };
        yield_value!(3);
        let mut o = None;
        for i in 0..2 { o = Some(D("o")); yield_value!(4); if n == i { o = None; } }
        let mut t = (D("t0"), D("t1"));
        t = (t.1, t.0);
        yield_value!(5);
        let a;
        if n == 0 { a = D("a"); } else { a = D("b"); yield_value!(6); }
        yield_value!(7);
        let mut b = Box::new(D("box"));
        *b = D("box2");
        yield_value!(8);
        let inner = *b;
        yield_value!(9);
        *b_new() = D("gone");
        1
    }
    fn replaced(n: i64) yields i64 -> i64 {
        let mut v = vec![D("v0"), D("v1")];
        v[0] = mk(look(&D("t"), 1));
        yield_value!(1);
        let old = std::mem::replace(&mut v[1], { yield_value!(2); D("new") });
        yield_value!(3);
        v.retain(|d| d.0 != "new");
        yield_value!(4);
        let taken: Vec<D> = v.drain(..).collect();
        yield_value!(5);
        let mut m = HashMap::new();
        m.insert(1, D("m1"));
        m.insert(1, { yield_value!(6); D("m2") });
        yield_value!(7);
        if let Some(d) = m.remove(&1) { yield_value!(8); d.touch(); }
        let mut s = String::from("s");
        s += &{ yield_value!(9); "t".to_string() };
        s.len() as i64
    }
    fn loops(n: i64) yields i64 -> i64 {
        let mut it = vec![D("a"), D("b"), D("c"), D("d")].into_iter();
        while let Some(x) = it.next() {
            yield_value!(1);
            if n == 1 { if let Some(y) = it.next() { yield_value!(2); drop(x); y.touch(); continue; } }
            if n == 3 { break; }
        }
        yield_value!(3);
        let mut stack = vec![D("s0")];
        let mut k = 0;
        while let Some(top) = stack.pop() {
            k += 1;
            if k < 3 { stack.push(D("p")); stack.push(D("q")); }
            yield_value!(k);
            if k == 2 && n == 4 { return k; }
        }
        loop {
            let d = D("l");
            match stack.pop() { None => { yield_value!(4); break } Some(x) => { yield_value!(5); } }
        }
        for (i, d) in [D("e0"), D("e1")].into_iter().enumerate().skip(n as usize % 2) { yield_value!(i as i64); drop(d); yield_value!(9); }
        for d in vec![D("f0"), D("f1"), D("f2")].drain(1..) { yield_value!(6); }
        for d in std::iter::once(D("once")).chain(Some(D("some"))) { yield_value!(7); if n == 0 { break; } }
        k
    }
    fn rc(n: i64) yields i64 -> i64 {
        let a = Rc::new(D("rc"));
        let b = a.clone();
        drop(a);
        yield_value!(Rc::strong_count(&b) as i64);
        let w = Rc::downgrade(&b);
        if let Some(x) = w.upgrade() { yield_value!(2); x.touch(); }
        drop(b);
        yield_value!(w.upgrade().is_none() as i64);
        let c = RefCell::new(D("cell"));
        *c.borrow_mut() = D("cell2");
        yield_value!(3);
        let old = c.replace({ yield_value!(4); D("cell3") });
        yield_value!(5);
        1
    }
}
struct W<'a> { d: &'a D, n: i64 }
fn b_new() -> Box<D> { Box::new(D("tmpbox")) }
fn mk(n: i64) -> D { log("mk"); D("mk") }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
pub fn cases(t: &mut Tracer) {
    for n in [0i64, 1, 3, 4] {
    t.case(&format!("ref_x {n}"), || ref_x(n));
    t.case(&format!("ref_dead {n}"), || ref_dead(n));
    t.case(&format!("extended {n}"), || extended(n));
    t.case(&format!("block_values {n}"), || block_values(n));
    t.case(&format!("assign_drop {n}"), || assign_drop(n));
    t.case(&format!("replaced {n}"), || replaced(n));
    t.case(&format!("loops {n}"), || loops(n));
    t.case(&format!("rc {n}"), || rc(n));
    }
}
