//! What is waited for is a method of something that the same statement makes of references and closures.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::task::Poll;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}

struct T<F>(F); struct S<F> { f: F }
struct B<'a> { d: Option<&'a D>, n: u32 }
impl<'a> B<'a> { fn new() -> Self { B { d: None, n: 0 } } fn with(mut self, d: &'a D) -> Self { self.d = Some(d); self } fn n(mut self, n: u32) -> Self { self.n += n; self } async fn send(self) -> u32 { rest().await; self.d.map(|d| d.touch()); self.n } async fn send_ref(&mut self) -> u32 { rest().await; self.n += 1; self.d.map(|d| d.touch()); self.n } }
impl<F: FnMut(u32)> T<F> { fn new(f: F) -> Self { T(f) } async fn go(mut self) -> u32 { for n in 0..3 { rest().await; (self.0)(n); } 4 } async fn go_ref(&mut self) -> u32 { for n in 0..3 { rest().await; (self.0)(n); } 4 } }
impl<'a> T<&'a D> { async fn see(self) -> u32 { rest().await; self.0.touch(); 1 } async fn see_ref(&self) -> u32 { rest().await; self.0.touch(); 1 } }
impl<'a> S<&'a mut D> { async fn see(self) -> u32 { rest().await; self.f.touch(); 1 } async fn see_ref(&self) -> u32 { rest().await; self.f.touch(); 1 } }
impl<F: FnMut(u32)> S<F> { async fn go(mut self) -> u32 { for n in 0..3 { rest().await; (self.f)(n); } 4 } }
async fn apply(mut f: impl FnMut(u32)) -> u32 { rest().await; f(3); 1 }
coro! {
    async fn a() -> u32 { let d = D("d"); T(|n| { d.touch(); log(n); }).go().await }
    async fn b() -> u32 { let d = D("d"); T::new(|n| { d.touch(); log(n); }).go_ref().await }
    async fn c(d: D) -> u32 { T(&d).see().await + T(&d).see_ref().await }
    async fn e(d: D) -> u32 { let mut sum = 0; let n = T(|n| { sum += n; d.touch(); }).go().await; sum + n }
    async fn f(mut d: D) -> u32 { S { f: &mut d }.see().await + S { f: &mut d }.see_ref().await }
    async fn g(d: D) -> u32 { let mut s = 0; S { f: |n| { d.touch(); s += n } }.go().await + s }
    async fn h(d: D) -> u32 { B::new().with(&d).n(3).send().await + B::new().with(&d).n(3).send_ref().await }
    async fn i(d: D) -> u32 { let mut s = 0; apply(|n| { d.touch(); s += n }).await + s }
    async fn j(d: D) -> u32 { let mut b = B::new().with(&d); b.send_ref().await + b.n(2).send().await }
    async fn k(d: D) -> u32 { for i in 0..2 { let d = D(i); let mut t = T(|n| { d.touch(); log(n) }); t.go_ref().await; } d.touch(); 1 }
    async fn l(d: D) -> u32 { let b = if d.0 == "d" { B::new().with(&d) } else { B::new() }; rest().await; b.send().await }
    async fn m(d: D) -> u32 { let mut sum = 0; for n in 0..2 { sum += T(|n| { d.touch(); log(n) }).go().await + n; } sum }
}
pub fn cases(t: &mut Tracer) { t.case("a", a); t.case("b", b); t.case("c", || c(D("c"))); t.case("e", || e(D("e"))); t.case("f", || f(D("f"))); t.case("g", || g(D("g"))); t.case("h", || h(D("h")));  t.case("i", || i(D("h")));  t.case("j", || j(D("h")));  t.case("k", || k(D("h")));  t.case("l", || l(D("d"))); t.case("m", || m(D("d"))); }
