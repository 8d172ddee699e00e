//! Guards that methods of the file make, in temporaries, lists and variables that are named again.

use crate::prelude::*;
use std::ops::*;
use std::rc::Rc;
use std::cell::RefCell;
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
struct P { a: D, b: D, k: i64 }
fn p(a: &'static str, b: &'static str) -> P { P { a: D(a), b: D(b), k: 3 } }
struct Room(Rc<RefCell<Vec<String>>>);
impl Room { fn enter(&self, s: &'static str) -> Visit<'_> { log(format!("enter {s}")); Visit(self, s) } fn count(&self) -> i64 { self.0.borrow().len() as i64 } fn note(&mut self, s: &str) -> usize { self.0.borrow_mut().push(s.to_string()); self.0.borrow().len() } }
struct Visit<'a>(&'a Room, &'static str);
impl Drop for Visit<'_> { fn drop(&mut self) { log(format!("leave {}", self.1)); self.0.0.borrow_mut().push(self.1.to_string()); } }
impl Visit<'_> { fn len(&self) -> i64 { self.1.len() as i64 } fn name(&self) -> &'static str { self.1 } fn then(self, k: i64) -> i64 { log("then"); k } }
fn room() -> Room { Room(Rc::new(RefCell::new(Vec::new()))) }
struct Tx<'a>(&'a mut Vec<i64>, bool);
impl Drop for Tx<'_> { fn drop(&mut self) { log(format!("tx {} {:?}", self.1, self.0)); if !self.1 { self.0.clear(); } } }
impl Tx<'_> { fn put(&mut self, k: i64) -> i64 { self.0.push(k); k } fn commit(mut self) -> i64 { self.1 = true; self.0.len() as i64 } }
coro! {
    fn g1(n: i64) yields i64 -> i64 { let r = room(); let x = r.enter("a").len() + { yield_value!(r.count()); r.enter("b").len() } + { yield_value!(r.count()); r.enter("c").then(2) }; yield_value!(r.count()); x }
    fn g2(n: i64) yields i64 -> i64 { let r = room(); { let v = r.enter("scope"); yield_value!(r.count()); if n == 1 { return v.len(); } } let w = r.enter("w"); yield_value!(r.count()); drop(w); yield_value!(r.count()); let _k = r.enter("k"); yield_value!(r.count()); r.count() }
    fn g3(n: i64) yields i64 -> i64 { let r = room(); match r.enter("m").name() { "m" if n > 0 => { yield_value!(r.count()); } _ => { yield_value!(-1); } } if r.enter("i").len() > n { yield_value!(r.count()); } if let Some(s) = Some(r.enter("l")) { yield_value!(r.count()); s.then(1); yield_value!(r.count()); } while r.enter("w").len() > n + 5 { yield_value!(0); } yield_value!(r.count()); 1 }
    fn g4(n: i64) yields i64 -> i64 { let mut v = vec![1]; { let mut t = Tx(&mut v, false); yield_value!(t.put(2)); if n == 1 { t.commit(); } else { t.put({ yield_value!(9); 5 }); } } yield_value!(v.len() as i64); let mut t = Tx(&mut v, true); let x = t.put(3) + { yield_value!(4); t.put(6) }; drop(t); yield_value!(v.len() as i64); x }
    fn g5(n: i64) yields i64 -> i64 { let r = room(); let vs = vec![r.enter("v0"), r.enter("v1")]; yield_value!(r.count()); for v in vs { yield_value!(v.len()); } yield_value!(r.count()); let o = Some(r.enter("o")); yield_value!(r.count()); let p = o.map(|v| v.then(3)); yield_value!(r.count()); p.unwrap_or(0) }
    fn g6(n: i64) yields i64 -> i64 { let mut r = room(); let k = r.note("x") as i64 + { yield_value!(1); r.note("y") as i64 }; let f = |s: &'static str| r.enter(s).len(); let a = f("f1") + { yield_value!(r.count()); f("f2") }; let b = { let v = r.enter("blk"); let w = r.enter("blk2"); yield_value!(r.count()); v.len() + w.len() }; yield_value!(r.count()); k + a + b }
    async fn h1(n: i64) -> i64 { let r = room(); let x = r.enter("a").len() + subw(1).await + r.enter("b").len(); let v = r.enter("v"); subw(2).await; let c = r.count(); drop(v); subw(3).await; let y = match r.enter("m").name() { "m" => subw(n).await, _ => 0 }; y + c + x }
    async fn h2(n: i64) -> i64 { let mut v = vec![n]; let t = Tx(&mut v, n > 0); subw(1).await; if n == 2 { t.commit(); subw(4).await; } else { drop(t); } { let u = Tx(&mut v, true); subw(2).await; } v.len() as i64 }
    async fn h3(n: i64) -> Result<i64, String> { let r = room(); let _v = r.enter("v"); let k = subq(n).await?; { let _w = r.enter("w"); subq(n - 1).await?; } let z = subq(k).await.unwrap_or(7); Ok(z + r.count()) }
    async fn subw(n: i64) -> i64 { let d = D("subw"); yield_wait!(); n }
    async fn subq(n: i64) -> Result<i64, String> { let d = D("subq"); yield_wait!(); if n < 0 { Err("neg".to_string()) } else { Ok(n) } }
}
pub fn cases(t: &mut Tracer) {
    for k in [0i64, 1, 2] { t.case(&format!("g1 {k}"), || g1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("g2 {k}"), || g2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("g3 {k}"), || g3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("g4 {k}"), || g4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("g5 {k}"), || g5(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("g6 {k}"), || g6(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("h1 {k}"), || h1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("h2 {k}"), || h2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("h3 {k}"), || h3(k)); }
}
