//! Temporaries and references that what is waited for refers to.

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

struct Lock { d: D, n: std::cell::RefCell<u32> }
impl Lock { fn lock(&self) -> Guard<'_> { log("lock"); Guard(self, D("guard")) } async fn wait(&self) -> u32 { rest().await; 3 } fn me(&self) -> &Lock { self } }
struct Guard<'a>(&'a Lock, #[allow(dead_code)] D); impl Guard<'_> { async fn go(&self) -> u32 { rest().await; *self.0.n.borrow_mut() += 1; 4 } fn val(&self) -> u32 { 5 } fn fut(&self) -> impl Future<Output = u32> + 'static { async { rest().await; 6 } } fn d(&self) -> &D { &self.1 } }
fn mk(name: &'static str) -> Lock { Lock { d: D(name), n: 0.into() } }
async fn two(a: u32, b: u32) -> u32 { rest().await; a + b }
async fn look(d: &D, n: u32) -> u32 { rest().await; d.touch(); n }
coro! {
    async fn a(l: Lock) -> u32 { l.lock().go().await + l.lock().val() }
    async fn b() -> u32 { mk("t").wait().await + mk("u").lock().go().await }
    async fn c(l: Lock) -> u32 { two(l.lock().val(), { rest().await; 1 }).await }
    async fn e(l: &Lock) -> u32 { look(&l.d, l.lock().val()).await + look(&mk("arg").d, 1).await }
    async fn f(l: Lock) -> u32 { match l.lock().fut().await { 6 => { rest().await; l.d.touch(); 1 } _ => 2 } }
    async fn g(l: Lock) -> u32 { if let 4 = l.lock().go().await { rest().await; l.d.touch(); 1 } else { rest().await; 2 } }
    async fn h(l: Lock) -> u32 { let n = look(l.lock().d(), 3).await; rest().await; n }
    async fn i() -> u32 { for n in [mk("head").lock().val(), 2] { rest().await; log(n); } for n in 0..mk("range").wait().await { rest().await; log(n); } 1 }
    async fn j(l: Lock) -> u32 { while l.lock().go().await + *l.n.borrow() < 7 { rest().await; } l.me().me().lock().go().await }
    async fn k(l: Lock) -> (u32, u32) { (l.lock().go().await, { rest().await; mk("k").wait().await }) }
    async fn m(l: Lock) -> u32 { let x = &mk("ext").lock().go().await; rest().await; let y = &l.lock(); rest().await; *x + y.val() }
    async fn n(l: Lock) -> String { format!("{} {}", l.lock().go().await, mk("fmt").wait().await) }
    async fn o(l: Lock) -> u32 { let f = l.lock().fut(); rest().await; f.await }
}

/// Whether `offset` takes what it is called on cannot be told by its name.
mod one { use super::*; pub struct Art(pub D); impl Art { pub fn new() -> Self { Art(D("one")) } pub fn offset(self, n: u32) -> Self { log(n); self } } }
mod two { use super::*; pub struct Art(pub D); impl Art { pub fn new() -> Self { Art(D("two")) } pub fn offset(&self, n: u32) -> u32 { self.0.touch(); n } } }
struct Client(D);
impl Client { async fn art(&self, art: one::Art) -> u32 { rest().await; art.0.touch(); 1 } async fn number(&self, n: u32) -> u32 { rest().await; self.0.touch(); n } }
coro! {
    async fn drawn(client: &Client) -> u32 { client.art(one::Art::new().offset(1)).await + client.number(two::Art::new().offset(2)).await }
    async fn drawn_on(client: &Client, first: bool) -> u32 {
        let mut sum = 0;
        while sum < 3 { sum += if first { client.art(one::Art::new().offset(sum)).await } else { client.number(two::Art::new().offset(sum)).await + 1 }; }
        sum
    }
}

mod io { use super::*; pub use self::inner::out; mod inner { use super::*; macro_rules! made { () => { pub fn out() -> Out { Out(D("out")) } } } made!(); } pub struct Out(pub D); impl Out { pub async fn put(&mut self, n: u32) -> u32 { rest().await; self.0.touch(); n } } }
coro! {
    async fn put() -> u32 { io::out().put(1).await + io::out().put(2).await }
}
pub fn cases(t: &mut Tracer) {
    t.case("put", put);
    t.case("drawn", || drawn(Box::leak(Box::new(Client(D("client"))))));
    t.case("drawn_on", || drawn_on(Box::leak(Box::new(Client(D("client")))), true));
    t.case("drawn_on the other", || drawn_on(Box::leak(Box::new(Client(D("client")))), false));
    t.case("a", || a(mk("l"))); t.case("b", b); t.case("c", || c(mk("l"))); t.case("e", || e(std::boxed::Box::leak(std::boxed::Box::new(mk("l"))))); t.case("f", || f(mk("l"))); t.case("g", || g(mk("l"))); t.case("h", || h(mk("l"))); t.case("i", i); t.case("j", || j(mk("l"))); t.case("k", || k(mk("l"))); t.case("m", || m(mk("l"))); t.case("n", || n(mk("l"))); t.case("o", || o(mk("l")));
}
