//! Statics that are made when they are found, constants, iterators with effects and matches.

use crate::prelude::*;
use std::ops::*;
use std::rc::Rc;
use std::cell::Cell;
fn mk(n: &'static str) -> D { log(format!("mk {n}")); D(n) }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
fn id(d: &D) -> &D { log("id"); d }
fn find(n: i64, k: &D) -> Option<D> { log(format!("find {n} {}", k.0)); if n > 0 { Some(D("found")) } else { None } }
fn res(n: i64, d: &D) -> Result<D, String> { log(format!("res {n}")); if n > 0 { Ok(D("ok")) } else { Err("bad".to_string()) } }
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
use std::sync::LazyLock;
static LAZY: LazyLock<Vec<i64>> = LazyLock::new(|| { log("lazy init"); vec![1, 2, 3] });
static LAZY2: LazyLock<Vec<i64>> = LazyLock::new(|| { log("lazy2 init"); vec![1, 2, 3] });
static LAZY3: LazyLock<Vec<i64>> = LazyLock::new(|| { log("lazy3 init"); vec![1, 2, 3] });
static LAZY4: LazyLock<Vec<i64>> = LazyLock::new(|| { log("lazy4 init"); vec![1, 2, 3] });
thread_local! { static TL: D = { log("tl init"); D("tl") }; }
fn looks(v: &[i64], k: i64) -> i64 { log("looks"); v.len() as i64 + k }
const EMPTY: Vec<i64> = Vec::new();
const CELL: Cell<i64> = Cell::new(5);
#[derive(Clone)]
struct Cl(D, i64);
struct Cnt(Rc<Cell<i64>>);
impl Iterator for Cnt { type Item = i64; fn next(&mut self) -> Option<i64> { let k = self.0.get(); log(format!("cnt {k}")); self.0.set(k + 1); (k < 4).then_some(k) } }
coro! {
    fn l1(n: i64) yields i64 -> i64 { looks(&*LAZY, { yield_value!(1); 2 }) }
    fn l2(n: i64) yields i64 -> i64 { looks(&LAZY2, { yield_value!(1); 2 }) }
    fn l3(n: i64) yields i64 -> i64 { LAZY3[0] + { yield_value!(1); 2 } }
    fn l4(n: i64) yields i64 -> i64 { LAZY4.binary_search(&{ yield_value!(1); 2 }).unwrap() as i64 }
    fn l5(n: i64) yields i64 -> i64 { let x = TL.with(|d| d.id()) + { yield_value!(1); 2 }; x }
    fn l6(n: i64) yields i64 -> i64 { let mut e = EMPTY; e.push({ yield_value!(1); 3 }); EMPTY.push({ yield_value!(1); 3 }); let c = CELL.replace({ yield_value!(2); 9 }); let d = CELL.get(); c + d + e.len() as i64 + EMPTY.len() as i64 }
    fn c1(n: i64) yields i64 -> i64 { let a = Cl(mk("a"), 1); let b = Cl { 1: { yield_value!(1); 5 }, ..a.clone() }; let c = a.clone().1 + { yield_value!(2); b.clone().1 }; let v = vec![a.clone(); { yield_value!(3); 2 }]; let w = [const { 3 }; 2]; let x = v.iter().cloned().map(|c| c.1).sum::<i64>() + { yield_value!(4); 1 }; c + x + w[0] }
    fn i1(n: i64) yields i64 -> i64 { let k = Rc::new(Cell::new(0)); let mut it = Cnt(k.clone()); let a = it.next().unwrap() + { yield_value!(1); it.next().unwrap() }; for x in it.by_ref().take(1) { yield_value!(x); } let z = Cnt(k.clone()).zip([7, 8]).map(|(a, b)| a * b).fold(0, |a, b| a + b); yield_value!(z); let mut p = Cnt(k.clone()).peekable(); let q = p.next_if(|x| *x > 100); yield_value!(9); while let Some(x) = p.next() { yield_value!(x); } k.get() + a }
    fn i2(n: i64) yields i64 -> i64 { let k = Rc::new(Cell::new(0)); for x in Cnt(k.clone()).skip(1).step_by(2) { yield_value!(x); } k.set(0); for (i, x) in (0..).zip(Cnt(k.clone())) { yield_value!(i + x); if i == 1 { break; } } k.set(0); let v: Vec<i64> = { yield_value!(5); Cnt(k.clone()).take_while(|x| *x < 2).collect() }; k.set(1); for x in Cnt(k.clone()).chain(v.iter().copied()).rev_if(n) { yield_value!(x); } k.get() }
    fn m1(n: i64) yields i64 -> i64 { let v = vec![mk("v0"), mk("v1")]; let m = match (v.len(), n) { (2, 0) => { yield_value!(1); 10 } (k, j) if k as i64 == j + 1 => { yield_value!(2); 11 } (_, 2..=5) => { let x = mk("x"); yield_value!(3); x.id() } _ => 12 }; let s = match v.first().map(|d| d.0) { Some("v0") => { yield_value!(4); 1 } Some(other) => other.len() as i64, None => 0 }; let t = match &v[..] { [a, b] if { log("guard"); n == 1 } => { yield_value!(5); a.id() - b.id() } [first, ..] => { yield_value!(6); first.id() } [] => 0 }; m + s + t }
    fn m2(n: i64) yields i64 -> i64 { let mut o = find(n, &mk("k")); match &mut o { Some(d) if n > 1 => { yield_value!(1); *d = mk("swap"); } Some(_) => { yield_value!(2); } None => { yield_value!(3); } } match o.take() { d @ Some(_) => { yield_value!(4); drop(d); yield_value!(5); } None => {} } let r: Result<D, D> = if n > 1 { Ok(mk("ok")) } else { Err(mk("er")) }; let (Ok(x) | Err(x)) = r; yield_value!(6); match x { D("ok") => { yield_value!(7); } D(s) => { log(s); } } 3 }
    fn t1(n: i64) yields i64 -> Result<i64, Box<dyn std::error::Error>> { let d = mk("d"); let k: i64 = "12".parse::<i64>()? + { yield_value!(1); 3 }; let j = { let e = mk("e"); let s = if n == 1 { "x" } else { "7" }; yield_value!(2); s.parse::<i64>()? }; let o = (|| -> Option<i64> { let f = mk("f"); let z = (n > 1).then_some(5)?; Some(z + f.id()) })(); yield_value!(o.unwrap_or(0)); Ok(k + j + look(&d, { yield_value!(3); res(n, &mk("g"))?.id() })) }
}
trait RevIf: Iterator + Sized { fn rev_if(self, n: i64) -> Self { log(format!("rev_if {n}")); self } }
impl<T: Iterator> RevIf for T {}
pub fn cases(t: &mut Tracer) {
    for k in [0i64, 1, 2] { t.case(&format!("l1 {k}"), || l1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("l2 {k}"), || l2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("l3 {k}"), || l3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("l4 {k}"), || l4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("l5 {k}"), || l5(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("l6 {k}"), || l6(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("c1 {k}"), || c1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("i1 {k}"), || i1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("i2 {k}"), || i2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("m1 {k}"), || m1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("m2 {k}"), || m2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t1 {k}"), || t1(k)); }
}
