//! What is waited for is a method of a reference to a field.

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

struct Inner { n: std::cell::Cell<u32>, d: D }
impl Inner { async fn next(&self) -> u32 { rest().await; self.n.set(self.n.get() + 1); self.n.get() } async fn next_mut(&mut self) -> u32 { rest().await; *self.n.get_mut() += 10; self.n.get() } }
trait Nexts { async fn following(&mut self) -> u32; }
impl Nexts for &Inner { async fn following(&mut self) -> u32 { rest().await; self.n.set(self.n.get() + 100); self.n.get() } }
struct S { x: Inner, y: std::rc::Rc<Inner> }
coro! {
    async fn a(s: &mut S) -> u32 { (&s.x).next().await + (&mut s.x).next_mut().await }
    async fn b(s: &S) -> u32 { let n = (&s.x).following().await; n + (&*s.y).following().await }
    async fn c(mut s: S) -> u32 { let n = (&s.x).following().await; (&mut s.x).next_mut().await + n }
    impl S {
        async fn d(&self) -> u32 { (&self.x).following().await + (&self.x).next().await }
        async fn e(&mut self) -> u32 { let mut n = 0; loop { n += (&self.x).following().await; if n > 200 { return n; } n += (&mut self.x).next_mut().await; } }
        async fn f(&mut self) -> u32 { while (&self.x).following().await < 300 { rest().await; } (&&self.x).next().await }
    }
    async fn g(n: u32) -> u32 { let i = Inner { n: n.into(), d: D("g") }; rest().await; (&i).following().await + (&i).next().await }
}
fn s() -> S { S { x: Inner { n: 1.into(), d: D("x") }, y: std::rc::Rc::new(Inner { n: 2.into(), d: D("y") }) } }
fn l() -> &'static mut S { Box::leak(Box::new(s())) }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(l()));
    t.case("b", || b(l()));
    t.case("c", || c(s()));
    t.case("d", || l().d());
    t.case("e", || l().e());
    t.case("f", || l().f());
    t.case("g", || g(4));
}
