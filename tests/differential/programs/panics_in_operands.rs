//! Panics in operands, arms, heads of loops and drops, and what is dropped by them.

use crate::prelude::*;
use std::ops::*;
fn mk(n: &'static str) -> D { log(format!("mk {n}")); D(n) }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
fn eat(d: D, n: i64) -> i64 { log(format!("eat {}", d.0)); n }
fn id(d: &D) -> &D { log("id"); d }
fn two(a: i64, b: i64) -> i64 { log(format!("two {a} {b}")); a + b }
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
fn boom(n: i64, k: i64) -> i64 { if n == k { panic!("boom {k}") } n }
fn boomd(n: i64, k: i64, s: &'static str) -> D { if n == k { panic!("boom {k}") } mk(s) }
struct Ac(Vec<D>);
impl Ac { fn add(&mut self, d: D) -> &mut Ac { log(format!("add {}", d.0)); self.0.push(d); self } fn with(mut self, d: D) -> Ac { log(format!("with {}", d.0)); self.0.push(d); self } fn len(&self) -> i64 { self.0.len() as i64 } fn fin(self) -> i64 { log("fin"); self.0.len() as i64 } }
coro! {
    fn p1(n: i64) yields i64 -> i64 { let a = mk("a"); let x = two(look(&mk("t"), boom(n, 0)), { let b = mk("b"); yield_value!(1); boom(n, 1) }) + eat(mk("c"), { yield_value!(2); boom(n, 2) }); x }
    fn p2(n: i64) yields i64 -> i64 { let v = vec![mk("v0"), boomd(n, 0, "v1"), { yield_value!(1); boomd(n, 1, "v2") }, boomd(n, 2, "v3")]; v.len() as i64 }
    fn p3(n: i64) yields i64 -> i64 { let t = (mk("t0"), [mk("t1"), { yield_value!(1); boomd(n, 1, "t2") }], P { a: mk("pa"), k: boom(n, 0), b: { yield_value!(2); boomd(n, 2, "pb") } }); t.2.k }
    fn p4(n: i64) yields i64 -> i64 { let mut ac = Ac(vec![]); ac.add(mk("x")).add({ yield_value!(1); boomd(n, 1, "y") }); let l = Ac(vec![mk("k")]).with({ yield_value!(2); boomd(n, 2, "z") }).with(boomd(n, 0, "w")).fin(); ac.len() + l }
    fn p5(n: i64) yields i64 -> i64 { let mut d = mk("d"); d = { yield_value!(1); boomd(n, 1, "d2") }; let mut o = Some(mk("o")); o = { let k = mk("k"); yield_value!(2); if n == 2 { panic!("two") } None }; d.id() }
    fn p6(n: i64) yields i64 -> i64 { for i in 0..3 { let d = mk("in"); let e = { yield_value!(i); boomd(n, i, "e") }; if i == 1 { continue; } drop(d); } 4 }
    fn p7(n: i64) yields i64 -> i64 { match (mk("m0"), boomd(n, 0, "m1")) { (a, b) if { boom(n, 1) > 5 } => { yield_value!(1); 1 } (a, _) => { yield_value!(2); let x = boom(n, 2); a.id() } } }
    fn p8(n: i64) yields i64 -> i64 { let f = |k: i64| { let c = mk("c"); boom(k, 1) }; let a = mk("a"); yield_value!(f(n)); let g = move || { let z = boom(n, 2); a.id() + z }; yield_value!(7); g() }
    fn p9(n: i64) yields i64 -> i64 { let a = mk("a"); let r = std::panic::catch_unwind(|| { let b = mk("b"); boom(n, 1) }); yield_value!(r.is_err() as i64); let s = vec![1, 2, 3]; let x = s[{ yield_value!(2); n as usize + 1 }]; let y = s[n as usize + 1..].len() as i64; let z = 10 + { yield_value!(3); n }; x + y + z }
    fn p10(n: i64) yields i64 -> i64 { let v = vec![mk("v")]; let x = look(&v[n as usize], { yield_value!(1); 2 }); let s = "héllo"; let t = &s[..{ yield_value!(2); n as usize + 1 }]; log(t); let a: [i64; 2] = [1, 2]; let y = a[n as usize] + { yield_value!(3); 4 }; x + y }
    fn p11(n: i64) yields i64 -> i64 { let o: Option<D> = find(n, &mk("k")); let d = o.expect({ yield_value!(1); "none" }); let r: Result<D, String> = res(n - 1, &mk("r")); let e = eat(r.unwrap(), { yield_value!(2); 2 }); e + d.id() }
    fn p12(n: i64) yields i64 -> i64 { let a = mk("a"); let b = Bomb("b"); let t = (mk("t"), Bomb("c")); yield_value!(1); if n == 1 { return 2; } if n == 2 { panic!("with bombs"); } let (x, y) = t; yield_value!(2); 3 }
    fn p13(n: i64) yields i64 -> i64 { { let a = mk("a"); { let b = Bomb("b"); yield_value!(1); } } yield_value!(9); 3 }
    fn p14(n: i64) yields i64 -> i64 { let mut v = vec![Bomb("v0"), Bomb("v1")]; let a = mk("a"); yield_value!(1); if n == 0 { v.clear(); } if n == 1 { v = vec![]; } yield_value!(2); let _ = v.pop(); yield_value!(3); 3 }
    fn p15(n: i64) yields i64 -> i64 { let x = look(&mk("x"), { let b = Bomb("b"); yield_value!(1); if n == 0 { std::mem::forget(b); } 2 }); yield_value!(x); 3 }
    fn p16(n: i64) yields i64 -> i64 { let d = mk("d"); let r: Result<i64, String> = (|| { let e = mk("e"); let x = res(n, &e)?; Ok(x.id()) })(); yield_value!(1); match r { Ok(k) => k, Err(s) => { log(s); yield_value!(2); boom(n, 0) } } }
    fn q1(n: i64) yields i64 -> i64 { let mut total = 0; let v = [1, 2, 3]; for (i, x) in v.iter().enumerate() { total += x * { yield_value!(i as i64); *x }; } let mut it = v.iter().peekable(); while let Some(x) = it.next() { if let Some(y) = it.peek() { total += **y; } yield_value!(*x); } total }
    fn q2(n: i64) yields i64 -> i64 { let mut a = 5; let b = a + { a += 1; yield_value!(a); a } + a; let mut c = [1, 2]; let d = c[0] + { c[0] = 9; yield_value!(c[0]); c[0] }; let mut t = (1, 2); let e = (t.0, { t.0 = 7; yield_value!(t.0); t.0 }, t); let f = a * { yield_value!(a); a = 3; 2 } - a; b + d + e.0 + e.1 + f }
    fn q3(n: i64) yields i64 -> i64 { let mut s = String::from("a"); let l = s.len() + { s.push('b'); yield_value!(1); s.len() }; let t = s.clone() + { yield_value!(2); s.as_str() }; let r = &mut s; r.push('c'); let k = r.len() + { yield_value!(3); r.push('d'); r.len() }; (l + t.len() + k) as i64 }
    fn q4(n: i64) yields i64 -> i64 { let mut x = 1; let y = { let r = &mut x; *r += 1; yield_value!(*r); *r += { yield_value!(5); 2 }; *r }; let mut v = vec![1, 2, 3]; let z = { let l = v.last_mut().unwrap(); *l *= { yield_value!(6); 4 }; *l }; v[0] <<= { yield_value!(7); 2 }; x -= { yield_value!(x); 1 }; x + y + z + v[0] }
    fn q5(n: i64) yields bool -> bool { let a = mk("a"); let b = a.id() > 0 && yield_value_of(n) || { yield_value!(true); false }; let c = !{ yield_value!(b); b } ^ b & { yield_value!(false); true } | b; c }
    fn q6(n: i64) yields i64 -> i64 { let x = -{ yield_value!(1); n } as i64 + (n as u8 as i64) << { yield_value!(2); 1 }; let p = &&x; let y = **p + { yield_value!(3); **p }; let c = 'a' as u32 as i64 + { yield_value!(4); b'b' as i64 }; x + y + c }
}
fn yield_value_of(n: i64) -> bool { n > 0 }
pub fn cases(t: &mut Tracer) {
    for k in [0i64, 1, 2] { t.case(&format!("p1 {k}"), || p1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p2 {k}"), || p2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p3 {k}"), || p3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p4 {k}"), || p4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p5 {k}"), || p5(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p6 {k}"), || p6(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p7 {k}"), || p7(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p8 {k}"), || p8(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p9 {k}"), || p9(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p10 {k}"), || p10(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p11 {k}"), || p11(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p12 {k}"), || p12(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p13 {k}"), || p13(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p14 {k}"), || p14(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p15 {k}"), || p15(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("p16 {k}"), || p16(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("q1 {k}"), || q1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("q2 {k}"), || q2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("q3 {k}"), || q3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("q4 {k}"), || q4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("q5 {k}"), || q5(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("q6 {k}"), || q6(k)); }
}
