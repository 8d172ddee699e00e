//! Operators, macros that format and iterators of the user, which all tell what they do.

use crate::prelude::*;
use std::ops::*;
fn mk(n: &'static str) -> D { log(format!("mk {n}")); D(n) }
fn id(d: &D) -> &D { log("id"); d }
fn two(a: i64, b: i64) -> i64 { log(format!("two {a} {b}")); a + b }
#[derive(Debug)]
struct N(i64, &'static str);
impl Drop for N { fn drop(&mut self) { log(format!("dropN {} {}", self.1, self.0)); } }
impl Clone for N { fn clone(&self) -> N { log("cloneN"); N(self.0, "cl") } }
impl Add<N> for N { type Output = N; fn add(self, o: N) -> N { log(format!("add {} {}", self.1, o.1)); N(self.0 + o.0, "sum") } }
impl Add<i64> for N { type Output = N; fn add(self, o: i64) -> N { log(format!("addi {} {}", self.1, o)); N(self.0 + o, "isum") } }
impl<'a> Add<&'a N> for &'a N { type Output = N; fn add(self, o: &N) -> N { log(format!("addref {} {}", self.1, o.1)); N(self.0 + o.0, "rsum") } }
impl Neg for N { type Output = N; fn neg(self) -> N { log(format!("neg {}", self.1)); N(-self.0, "neg") } }
impl Not for &N { type Output = bool; fn not(self) -> bool { log(format!("not {}", self.1)); self.0 == 0 } }
impl AddAssign<N> for N { fn add_assign(&mut self, o: N) { log(format!("add_assign {} {}", self.1, o.1)); self.0 += o.0; } }
impl AddAssign<i64> for N { fn add_assign(&mut self, o: i64) { log(format!("add_assign {} i{}", self.1, o)); self.0 += o; } }
impl PartialEq for N { fn eq(&self, o: &N) -> bool { log(format!("eq {} {}", self.1, o.1)); self.0 == o.0 } }
impl PartialOrd for N { fn partial_cmp(&self, o: &N) -> Option<std::cmp::Ordering> { log(format!("cmp {} {}", self.1, o.1)); self.0.partial_cmp(&o.0) } }
impl std::fmt::Display for N { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { log(format!("display {}", self.1)); write!(f, "N{}", self.0) } }
impl N { fn set(&mut self, v: i64) -> &mut N { log(format!("set {} {v}", self.1)); self.0 = v; self } fn get(&self) -> i64 { log(format!("get {}", self.1)); self.0 } fn take(self) -> i64 { log(format!("take {}", self.1)); self.0 } fn plus(mut self, v: i64) -> N { log(format!("plus {}", self.1)); self.0 += v; self } }
fn n(v: i64, s: &'static str) -> N { log(format!("make {s}")); N(v, s) }
struct It(i64, D);
impl Iterator for It { type Item = D<String>; fn next(&mut self) -> Option<D<String>> { log(format!("next {}", self.0)); if self.0 > 0 { self.0 -= 1; Some(D(format!("i{}", self.0))) } else { None } } }
coro! {
    fn opassign() yields i64 -> i64 {
        let mut a = vec![n(1, "a0"), n(2, "a1")];
        a[0] += { yield_value!(1); n(5, "r") };
        a[1] += n(6, "r2") + { yield_value!(2); n(7, "r3") };
        let mut s = n(1, "s");
        s += { yield_value!(3); s.0 };
        let mut t = (n(1, "t0"), 5);
        t.0 += { yield_value!(4); 4 };
        t.0 += { yield_value!(5); n(4, "x") };
        t.1 += { yield_value!(t.1); t.1 };
        let mut b = Box::new(n(8, "b"));
        *b += { yield_value!(6); 4 };
        *b += { yield_value!(7); n(4, "y") };
        a[0].0
    }
    fn ops() yields i64 -> i64 {
        let a = n(1, "a") + n(2, "b") + { yield_value!(1); n(3, "c") };
        let b = &n(1, "ra") + { yield_value!(2); &a };
        let c = n(1, "k") == { yield_value!(3); n(2, "l") };
        let d = n(1, "k") < n(4, "kk") && n(2, "m") > { yield_value!(4); n(2, "l") };
        let e = -(n(1, "q") + { yield_value!(5); 2 });
        let f = !(&(n(1, "u") + { yield_value!(6); 2 }));
        let g = n(1, "w").plus({ yield_value!(7); 2 }).plus(3).take() + { yield_value!(8); n(3, "tk").take() };
        a.0 + b.0 + e.0 + g
    }
    fn fmt() yields i64 -> i64 {
        let a = n(1, "a");
        log(format!("{} {}", a, { yield_value!(1); n(2, "b") }));
        log(format!("{a} {} {:?}", { yield_value!(2); 3 }, n(4, "z")));
        let s = format!("{}", n(5, "c")) + &{ yield_value!(3); format!("{}", n(6, "d")) };
        log(s);
        log(n(8, "e").to_string() + { yield_value!(4); "x" });
        assert_eq!(n(1, "l"), { yield_value!(5); n(1, "r") });
        assert!(n(1, "l") == { yield_value!(6); n(1, "r") }, "{}", n(3, "msg"));
        let v = vec![n(1, "v"), { yield_value!(7); n(2, "w") }, a.clone()];
        let w = vec![n(3, "rep"); { yield_value!(8); 2 }];
        let m = matches!(n(1, "mm"), N(1, x) if { log(x); true });
        yield_value!(9);
        v.len() as i64 + w.len() as i64
    }
    fn iters() yields i64 -> i64 {
        let mut it = It(3, mk("it"));
        let a = it.next();
        yield_value!(1);
        let b = two(it.next().map_or(0, |d| d.id()), { yield_value!(2); 1 });
        for d in it { yield_value!(3); d.touch(); }
        for (i, d) in It(2, mk("it2")).enumerate() { yield_value!(i as i64); d.touch(); }
        let mut pk = It(3, mk("pk")).peekable();
        while let Some(d) = pk.peek() { yield_value!(4); pk.next(); if pk.peek().is_none() { break; } }
        let z: Vec<_> = It(2, mk("z")).map(|d| d.id()).collect();
        yield_value!(z.len() as i64);
        for d in It(4, mk("sk")).skip(1).take(2) { yield_value!(5); }
        if let Some(d) = It(4, mk("last")).last() { yield_value!(6); d.touch(); }
        match It(1, mk("first")).next() { Some(d) => { yield_value!(7); d.touch(); } None => {} }
        b
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("opassign", || opassign());
    t.case("ops", || ops());
    t.case("fmt", || fmt());
    t.case("iters", || iters());
}
