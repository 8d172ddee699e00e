//! Temporaries of what is waited for in tails of blocks, before edition 2024.

use crate::prelude::*;
use std::ops::*;
fn id(d: &D) -> &D { log("id"); d }
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
struct S(i64, D<String>);
impl S { fn id(&self) -> i64 { log(format!("id {}", self.0)); self.0 } fn me(&self) -> &S { self } fn into(self) -> i64 { log("into"); self.0 } fn opt(&self) -> Option<i64> { log("opt"); if self.0 > 1 { Some(self.0) } else { None } } }
fn looks(s: &S, n: i64) -> i64 { log("looks"); n }
fn eats(s: S, n: i64) -> i64 { log("eats"); n }
coro! {
    async fn sub(n: i64) -> S { yield_wait!(); S(n, D(format!("s{n}"))) }
    async fn subi(n: i64) -> i64 { let d = D("subi"); yield_wait!(); n }
    async fn subr(n: i64) -> Result<S, String> { yield_wait!(); if n > 0 { Ok(S(n, D(format!("r{n}")))) } else { Err("no".to_string()) } }
    async fn t1(n: i64) -> i64 { let l = D("l"); looks(&sub(n).await, sub(n + 1).await.id()) }
    async fn t2(n: i64) -> i64 { let l = D("l"); let x = { let m = D("m"); looks(&sub(n).await, sub(n + 1).await.id()) }; log("mid"); yield_wait!(); x }
    async fn t3(n: i64) -> i64 { let l = D("l"); looks(&sub(n).await, looks(&sub(n + 1).await, subi(2).await)) }
    async fn t4(n: i64) -> i64 { let l = D("l"); sub(n).await.id() + sub(n + 1).await.me().id() }
    async fn t5(n: i64) -> i64 { let l = D("l"); if n > 0 { let m = D("m"); looks(&sub(n).await, sub(n + 1).await.id()) } else { looks(&sub(n).await, 3) } }
    async fn t6(n: i64) -> i64 { let l = D("l"); match sub(n).await.id() { 1 => { let m = D("m"); looks(&sub(1).await, subi(3).await) } k => looks(&sub(k).await, sub(n + 1).await.id()) } }
    async fn t7(n: i64) -> i64 { let l = D("l"); { let k = D("k"); { let j = D("j"); sub(n).await.id() } } }
    async fn t8(n: i64) -> i64 { let l = D("l"); if let Some(k) = sub(n).await.opt() { let m = D("m"); looks(&sub(k).await, 1) } else { let e = D("e"); sub(7).await.id() } }
    async fn t9(n: i64) -> i64 { let l = D("l"); while let Some(k) = sub(n).await.opt() { let m = D("m"); log(subi(k).await); break; } match sub(n).await.opt() { Some(k) => k, None => sub(8).await.id() } }
    async fn t10(n: i64) -> Result<i64, String> { let l = D("l"); let x = subr(n).await?.id(); Ok(looks(&subr(n - 1).await?, subr(n).await?.id()) + x) }
    async fn t11(n: i64) -> i64 { let l = D("l"); let f = (sub(1).await, sub(2).await.id(), looks(&sub(3).await, 4)); let g = [sub(4).await.into(), sub(5).await.me().id()]; eats(f.0, subi(3).await) + g[1] }
    async fn t12(n: i64) -> bool { let l = D("l"); sub(n).await.id() > 0 && { let m = D("m"); looks(&sub(n).await, subi(3).await) > 2 } && sub(9).await.id() == subi(9).await }
    async fn t13(n: i64) -> String { let l = D("l"); format!("{} {}", sub(n).await.id(), looks(&sub(n + 1).await, subi(2).await)) }
    async fn t14(n: i64) -> i64 { let l = D("l"); let r = &sub(n).await; let q = sub(n + 1).await.me().id(); yield_wait!(); r.id() + q }
    async fn t15(n: i64) -> i64 { let l = D("l"); loop { let m = D("m"); if n > 0 { break looks(&sub(n).await, sub(2).await.id()); } break looks(&sub(3).await, 4); } }
    async fn t16(n: i64) -> i64 { let l = D("l"); return looks(&sub(n).await, sub(2).await.id()); }
    async fn t17(n: i64) -> i64 { let l = D("l"); looks(&sub(n).await, 'a: { let m = D("m"); if n > 0 { break 'a sub(2).await.id(); } looks(&sub(3).await, subi(4).await) }) }
    async fn t18(n: i64) -> i64 { let l = D("l"); let mut v = vec![sub(1).await]; v.push(sub(2).await); v[0].0 += sub(3).await.id(); v[subi(1).await as usize].0 -= subi(4).await; let k = v.pop().map_or(0, |s| s.id()); looks(&v[0], looks(&v[subi(0).await as usize], k)) }
    async fn t19(n: i64) -> i64 { let l = D("l"); let s = S { 0: sub(1).await.id(), ..sub(2).await }; let S(k, d) = sub(3).await; yield_wait!(); d.touch(); looks(&s, k) }
    async fn t20(n: i64) -> i64 { let l = D("l"); let c = |k: i64| { let i = D("ci"); looks(&S(k, D("t".to_string())), k) }; c(sub(n).await.id()) + c(subi(3).await) }
    fn u1(n: i64) -> i64 { let l = D("l"); looks(&yield_from!(sub(n)), yield_from!(sub(n + 1)).id()) }
    async fn u2(n: i64) -> i64 { let l = D("l"); if looks(&sub(n).await, subi(n).await) > 0 { 1 } else { let m = D("m"); match looks(&sub(n).await, subi(n).await) { 0 => sub(4).await.id(), _ => 2 } } }
    async fn u3(n: i64) -> i64 { let l = D("l"); for i in 0..sub(2).await.id() { let m = D("m"); looks(&sub(i).await, subi(n).await); if i == n { return sub(i).await.me().id(); } } sub(6).await.me().me().id() }
    async fn u4(n: i64) -> Option<i64> { let l = D("l"); let x = sub(n).await.opt()?; let Some(y) = sub(x).await.opt() else { let e = D("e"); return sub(3).await.opt(); }; sub(y).await.opt().map(|k| k + x) }
    async fn u5(n: i64) -> (i64, i64) { let l = D("l"); (sub(n).await.me().id(), { let m = D("m"); sub(n + 1).await.me().id() }) }
    async fn u8(n: i64) -> i64 { let l = D("l"); *&sub(n).await.0 + (&sub(n + 1).await).id() + -sub(2).await.id() + !(sub(3).await.0) }
}
pub fn cases(t: &mut Tracer) {
    for k in [0i64, 1, 2] { t.case(&format!("t1 {k}"), || t1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t2 {k}"), || t2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t3 {k}"), || t3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t4 {k}"), || t4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t5 {k}"), || t5(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t6 {k}"), || t6(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t7 {k}"), || t7(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t8 {k}"), || t8(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t9 {k}"), || t9(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t10 {k}"), || t10(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t11 {k}"), || t11(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t12 {k}"), || t12(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t13 {k}"), || t13(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t14 {k}"), || t14(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t15 {k}"), || t15(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t16 {k}"), || t16(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t17 {k}"), || t17(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t18 {k}"), || t18(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t19 {k}"), || t19(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("t20 {k}"), || t20(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("u1 {k}"), || u1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("u2 {k}"), || u2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("u3 {k}"), || u3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("u4 {k}"), || u4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("u5 {k}"), || u5(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("u8 {k}"), || u8(k)); }
}
