//! `#[cfg]` on every kind of statement, arm, field and item of `async` fns.

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

#[derive(Debug)] struct P { a: D, #[cfg(any())] b: D, #[cfg(all())] c: D }
enum E { A(u32), #[cfg(any())] B(u32), C }
coro! {
    async fn a(n: u32) -> u32 { rest().await; n }
    async fn b(n: u32) -> u32 {
        #[cfg(any())] let d = Missing::new(&n);
        #[cfg(not(any()))] let d = D("d");
        #[cfg(any())] { missing().await; }
        #[cfg(all())] { rest().await; log("all"); }
        #[cfg(any())] missing(n).await?;
        d.touch();
        #[cfg(any())] return missing(n);
        #[cfg(not(any()))]
        { rest().await; n }
    }
    async fn c(e: E) -> u32 {
        match e { E::A(n) => { rest().await; n } #[cfg(any())] E::B(n) => { missing(n).await } #[cfg(all())] E::C if note("c", true) => { rest().await; 3 } #[cfg(not(any()))] E::C => 4 }
    }
    async fn e(n: u32) -> P {
        let p = P { a: D("a"), #[cfg(any())] b: missing().await, #[cfg(all())] c: { rest().await; D("c") } };
        let P { a, #[cfg(any())] b, #[cfg(all())] c } = p;
        rest().await; log(n);
        P { #[cfg(any())] b, a, #[cfg(all())] c }
    }
    async fn f(n: u32) -> usize {
        let list = [#[cfg(all())] { rest().await; D("x") }, D("y")];
        #[cfg(any())] for _ in 0..n { missing().await }
        #[cfg(all())] for i in 0..n { rest().await; log(i); }
        #[cfg(any())] if n == 0 { return missing().await; }
        #[cfg(any())] const M: u32 = missing();
        #[cfg(all())] const M: u32 = 4;
        #[cfg(any())] use missing::Thing;
        #[cfg(any())] fn g() -> Missing { missing() }
        #[cfg(all())] #[allow(unused_mut)] let mut z = M;
        #[cfg(any())] println!("{}", missing);
        #[cfg(any())] while missing().await {}
        #[cfg(all())] println!("{}", note("m", z));
        list.len() + z as usize
    }
    async fn h(n: u32) -> u32 {
        let x = {
            #[cfg(any())] { missing().await }
            #[cfg(not(any()))] { rest().await; n + 1 }
        };
        let y = if n > 3 { #[cfg(any())] { missing() } #[cfg(all())] { 1 } } else { rest().await; #[cfg(any())] return missing; 2 };
        #[cfg_attr(all(), allow(unused_variables))] let k = 3;
        #[cfg_attr(any(), missing)] let k2 = k;
        rest().await;
        let f = |#[cfg(any())] a: Missing, #[cfg(all())] b: u32| b + x;
        f(y) + k2
    }
    #[cfg(any())]
    async fn gone(n: Missing) -> u32 { missing(n).await }
    #[cfg(all())]
    async fn gone(n: u32) -> u32 { rest().await; n }
    impl P {
        #[cfg(any())] async fn m(&self) -> Missing { missing().await }
        #[cfg(all())] async fn m(&self) -> u32 { self.a.touch(); rest().await; self.c.touch(); 3 }
    }
}
fn pp() -> &'static P { Box::leak(Box::new(P { a: D("a"), c: D("c") })) }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(4)); t.case("b", || b(4)); t.case("c", || c(E::C)); t.case("c2", || c(E::A(2)));
    t.case("e", || e(3)); t.case("f", || f(2)); t.case("h", || h(2)); t.case("h4", || h(4)); t.case("gone", || gone(3)); t.case("m", || pp().m());
}
