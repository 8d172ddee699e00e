//! Boxes, trees, queues, cells, closures and loops of values whose drops are seen.

use crate::prelude::*;
use std::ops::*;
use std::rc::Rc;
use std::cell::{Cell, RefCell};
use std::collections::*;
fn mk(n: &'static str) -> D { log(format!("mk {n}")); D(n) }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
fn id(d: &D) -> &D { log("id"); d }
fn two(a: i64, b: i64) -> i64 { log(format!("two {a} {b}")); a + b }
fn find(n: i64, k: &D) -> Option<D> { log(format!("find {n} {}", k.0)); if n > 0 { Some(D("found")) } else { None } }
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
trait Shape { fn area(&self) -> i64; fn grow(&mut self, k: i64) -> i64 { k } }
struct Sq(i64, D);
impl Shape for Sq { fn area(&self) -> i64 { log("area"); self.0 } fn grow(&mut self, k: i64) -> i64 { self.0 += k; self.0 } }
impl Drop for Sq { fn drop(&mut self) { log(format!("drop sq {}", self.0)); } }
fn shape(n: i64) -> Box<dyn Shape> { Box::new(Sq(n, D("sq"))) }
struct Chain<'a>(&'a Cell<i64>);
impl Drop for Chain<'_> { fn drop(&mut self) { self.0.set(self.0.get() + 1); log(format!("chain {}", self.0.get())); } }
struct Gen<T: std::fmt::Debug>(T);
impl<T: std::fmt::Debug> Drop for Gen<T> { fn drop(&mut self) { log(format!("gen {:?}", self.0)); } }
enum Tree { Leaf(D), Node(Box<Tree>, Box<Tree>), Nil }
fn tr() -> Tree { Tree::Node(Box::new(Tree::Leaf(D("l"))), Box::new(Tree::Node(Box::new(Tree::Leaf(D("m"))), Box::new(Tree::Nil)))) }
macro_rules! mac { ($e:expr) => { { let m = mk("mac"); look(&m, $e) } }; }
macro_rules! two_times { ($e:expr, $f:expr) => { two($e, $f) + two($f, $e) }; }
coro! {
    fn r1(n: i64) yields i64 -> i64 { let s = shape(n); let x = two(s.area(), { yield_value!(1); 2 }); let mut t = shape(3); let y = t.grow({ yield_value!(2); 4 }) + shape(5).area() + { yield_value!(3); shape(6).area() }; drop(s); yield_value!(4); x + y }
    fn r2(n: i64) yields i64 -> i64 { let c = Rc::new(Cell::new(0)); let d = c.clone(); { let ch = Chain(&c); yield_value!(c.get()); } yield_value!(c.get()); let g = Gen(vec![n]); let h = Gen("txt"); yield_value!(g.0.len() as i64); d.get() }
    fn r3(n: i64) yields i64 -> i64 { let t = tr(); match t { Tree::Node(a, b) => { yield_value!(1); match *a { Tree::Leaf(d) => { yield_value!(2); d.touch(); } _ => {} } yield_value!(3); if let Tree::Node(x, _) = *b { yield_value!(4); if let Tree::Leaf(m) = *x { yield_value!(5); m.touch(); } } } Tree::Leaf(_) | Tree::Nil => {} } yield_value!(6); 7 }
    fn r4(n: i64) yields i64 -> i64 { let x = mac!({ yield_value!(1); 3 }); let y = two_times!(look(&mk("a"), 1), { yield_value!(2); 4 }); let z = mac!(mac!({ yield_value!(3); 3 }) + 1); x + y + z }
    fn r5(n: i64) yields i64 -> i64 { let mut q = VecDeque::from([mk("q0"), mk("q1")]); while let Some(d) = q.pop_front() { yield_value!(q.len() as i64); if d.0 == "q0" { q.push_back({ yield_value!(9); mk("q2") }); } } let mut m = BTreeMap::new(); m.insert("k", mk("mv")); if let Some(old) = m.insert("k", { yield_value!(8); mk("mv2") }) { yield_value!(7); old.touch(); } m.entry("z").or_insert_with(|| mk("mv3")); let k = m.remove("k"); yield_value!(6); m.len() as i64 }
    fn r6(n: i64) yields i64 -> i64 { let v: Vec<D> = vec![mk("a"), mk("b"), mk("c")]; for (i, d) in v.into_iter().enumerate().filter(|(i, _)| *i as i64 != n) { yield_value!(i as i64); if i == 1 { break; } } yield_value!(9); let mut w = vec![mk("w0"), mk("w1")]; for d in w.drain(..1) { yield_value!(8); } yield_value!(w.len() as i64); w.retain(|d| d.0 != "w1"); yield_value!(5); let z: Vec<D> = vec![mk("z")].into_iter().chain([mk("y")]).rev().collect(); yield_value!(4); let [a, b]: [D; 2] = z.try_into().unwrap(); yield_value!(3); a.id() }
    fn r7(n: i64) yields i64 -> i64 { let a = mk("a"); let r: Result<D, D> = if n > 0 { Ok(mk("ok")) } else { Err(mk("err")) }; let d = match r { Ok(d) | Err(d) => { yield_value!(1); d } }; yield_value!(2); let o = Some(d).filter(|d| d.0 == "ok"); yield_value!(3); let p = o.or_else(|| Some(mk("other"))).zip(Some(mk("zip"))); yield_value!(4); if let Some((x, y)) = p { yield_value!(5); drop(y); yield_value!(6); } a.id() }
    fn r8(n: i64) yields i64 -> i64 { let (mut a, b); a = mk("a"); b = mk("b"); yield_value!(1); (a, _) = (mk("a2"), mk("gone")); yield_value!(2); let c; if n > 0 { c = mk("c"); yield_value!(3); c.touch(); } else { yield_value!(4); } yield_value!(5); let d = loop { let e = mk("e"); if n == 1 { yield_value!(6); break e; } break mk("f"); }; d.id() }
    fn r9(n: i64) yields i64 -> i64 { let s = { let t = mk("t"); struct Inner(D); impl Inner { fn go(&self) -> i64 { self.0.id() } } fn helper(d: &D) -> i64 { look(d, 1) } const K: i64 = 4; let i = Inner(mk("i")); yield_value!(K); i.go() + helper(&t) }; use std::mem::swap as sw; let mut a = mk("a"); let mut b = mk("b"); sw(&mut a, &mut b); yield_value!(s); a.touch(); 3 }
    fn s1(n: i64) yields i64 -> i64 { let x = if let Some(d) = find(n, &mk("k")) { d } else { yield_value!(1); mk("else") }; yield_value!(2); let y = match &x { D(s) if s.len() > 3 => { yield_value!(3); 1 } D(_) => 2 }; let D(ref z) = x; yield_value!(4); log(z); let w = &x; let D(q) = w; yield_value!(5); log(q); y }
    fn s2(n: i64) yields i64 -> i64 { let t = (mk("t0"), (mk("t1"), mk("t2")), [mk("t3"), mk("t4")]); let (a, (b, _), [c, ..]) = t; yield_value!(1); drop(b); yield_value!(2); let u = (mk("u0"), mk("u1")); let v = (u.1, u.0); yield_value!(3); let w = (v.0, 5, v.1); drop(w.2); yield_value!(4); a.id() }
    fn s3(n: i64) yields i64 -> i64 { let d = mk("d"); let f = move || { let e = d; e.id() }; let g = |k: i64| { let z = mk("z"); z.id() + k }; let x = [g(1), { yield_value!(1); g(2) }, f()]; let h: Box<dyn Fn(i64) -> i64> = { let c = mk("cap"); Box::new(move |k| look(&c, k)) }; let y = h(1) + { yield_value!(2); h(2) }; let v: Vec<Box<dyn FnOnce() -> i64>> = vec![{ let c = mk("c1"); Box::new(move || c.id()) }, { let c = mk("c2"); Box::new(move || c.id()) }]; for k in v { yield_value!(3); k(); } x[0] + y }
    fn s4(n: i64) yields i64 -> i64 { 'a: for i in 0..3 { let a = mk("a"); 'b: loop { let b = mk("b"); if i == n { yield_value!(1); continue 'a; } let c = { if i == 2 { yield_value!(2); break 'a; } mk("c") }; yield_value!(3); break 'b; } let d = mk("d"); yield_value!(4); } 5 }
    fn s5(n: i64) yields i64 -> i64 { let r = RefCell::new(vec![1, 2]); let x = { let b = r.borrow(); b.len() as i64 }; yield_value!(x); let y = match r.borrow().first() { Some(k) => *k, None => 0 }; yield_value!(y); r.borrow_mut().push(3); let z = r.borrow().iter().sum::<i64>() + { yield_value!(5); 1 }; let c = Rc::new(RefCell::new(mk("rc"))); let w = Rc::downgrade(&c); let t = c.replace(mk("rc2")); yield_value!(6); drop(c); yield_value!(w.upgrade().is_some() as i64); z }
}
pub fn cases(t: &mut Tracer) {
    for k in [0i64, 1, 2] { t.case(&format!("r1 {k}"), || r1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("r2 {k}"), || r2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("r3 {k}"), || r3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("r4 {k}"), || r4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("r5 {k}"), || r5(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("r6 {k}"), || r6(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("r7 {k}"), || r7(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("r8 {k}"), || r8(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("r9 {k}"), || r9(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("s1 {k}"), || s1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("s2 {k}"), || s2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("s3 {k}"), || s3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("s4 {k}"), || s4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("s5 {k}"), || s5(k)); }
}
