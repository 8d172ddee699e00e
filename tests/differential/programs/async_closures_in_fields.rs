//! Closures and `async` closures that lie in a field of what is called.

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

struct S<F> { f: F, d: D }
coro! {
    impl<F: AsyncFnOnce(u32) -> u32> S<F> {
        async fn call(self) -> u32 { let Self { f, d } = self; rest().await; let n = f(1).await; d.touch(); n }
        async fn call_field(self) -> u32 { rest().await; (self.f)(2).await }
        async fn call_held(self) -> u32 { let f = self.f; rest().await; let n = f(3).await; rest().await; n }
    }
    impl<F> S<F> {
        async fn again(&self) -> u32 where F: AsyncFn(u32) -> u32 { (self.f)(1).await + (self.f)(2).await }
        async fn again_mut(&mut self) -> u32 where F: AsyncFnMut(u32) -> u32 { (self.f)(1).await + (self.f)(2).await }
        async fn again_own(mut self) -> u32 where F: AsyncFnMut(u32) -> u32 { let a = (self.f)(1).await; rest().await; a + (self.f)(2).await }
        async fn parts(self) -> u32 where F: AsyncFn(u32) -> u32 { let Self { f, d } = self; let a = f(1).await; d.touch(); rest().await; a + f(2).await }
    }
    async fn once<F: AsyncFnOnce(u32) -> u32>(f: F) -> u32 { rest().await; f(3).await }
    async fn opt<F: AsyncFnOnce(u32) -> u32>(f: Option<F>) -> u32 { rest().await; match f { Some(f) => f(3).await, None => 0 } }
    async fn pair<F: AsyncFnOnce(u32) -> u32, G>(f: (F, G)) -> u32 where G: AsyncFnOnce(u32) -> u32 { let (f, g) = f; g(f(3).await).await }
    async fn in_struct<F: AsyncFnOnce(u32) -> u32>(s: S<F>) -> u32 { let S { f, .. } = s; f(1).await }
}
fn mk() -> S<impl AsyncFn(u32) -> u32> { let d = D("cap"); S { f: async move |n| { d.touch(); rest().await; n + 1 }, d: D("d") } }
struct T<F>(F);
coro! {
    impl<F: FnMut(u32)> T<F> {
        async fn go(mut self) -> u32 { for n in 0..3 { rest().await; (self.0)(n); } 4 }
        async fn go_ref(&mut self) -> u32 { for n in 0..3 { rest().await; (self.0)(n); } 4 }
    }
    async fn a() -> u32 { let d = D("d"); T(|n| { d.touch(); log(n); }).go().await }
    async fn b() -> u32 { let d = D("d"); T(|n| { d.touch(); log(n); }).go_ref().await }
    async fn c(d: &D) -> u32 { let t = T(|n| { d.touch(); log(n); }); t.go().await }
    async fn e(d: D) -> u32 { let mut sum = 0; let n = T(|n| { sum += n; d.touch(); }).go().await; sum + n }
    async fn f(d: D) -> u32 { let mut sum = 0; let mut t = T(|n| { sum += n; d.touch(); }); t.go_ref().await; t.go_ref().await; drop(t); sum }
}
pub fn cases(t: &mut Tracer) {
    t.case("call", || mk().call()); t.case("call_field", || mk().call_field()); t.case("call_held", || mk().call_held());
    t.case("again", || { let s: &'static _ = Box::leak(Box::new(mk())); s.again() });
    t.case("again_mut", || { let s: &'static mut _ = Box::leak(Box::new(mk())); s.again_mut() });
    t.case("again_own", || mk().again_own()); t.case("parts", || mk().parts());
    t.case("once", || once(mk().f)); t.case("opt", || opt(Some(mk().f)));
    t.case("pair", || pair((mk().f, mk().f)));
    t.case("in_struct", || in_struct(mk()));
    t.case("a", a); t.case("b", b);
    t.case("c", || c(Box::leak(Box::new(D("c")))));
    t.case("e", || e(D("e"))); t.case("f", || f(D("f")));
}
