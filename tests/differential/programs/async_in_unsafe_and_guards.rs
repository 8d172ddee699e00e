//! What an `async fn` waits for in an `unsafe` block and in the guard of an arm.

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

#[allow(unused_unsafe)] mod un { use super::*;
unsafe fn raw(n: u32) -> u32 { n + 1 }
async unsafe fn araw(n: u32) -> u32 { rest().await; n + 1 }
struct S { v: Vec<D> }
coro! {
    pub async fn a(n: u32) -> u32 { let x = unsafe { raw(n) }; rest().await; x }
    pub async fn b(n: u32) -> u32 { unsafe { let x = raw(n); rest().await; raw(x) } }
    pub async fn c(n: u32) -> u32 { let d = D("d"); let x = unsafe { araw(n).await }; d.touch(); x }
    pub async fn e(n: u32) -> u32 { for i in 0..n { unsafe { log(araw(i).await); } } let d = D("d"); let r = &d; let v = vec![r]; unsafe { rest().await; v[0].touch(); raw(1) } }
    pub async fn f(n: u32) -> u32 { match n { x if unsafe { raw(x) } > 3 => { rest().await; 1 } _ => 2 } }
}
}
coro! { async fn guard(v: Vec<D>) -> usize { let l: Vec<&D> = v.iter().collect(); match l.len() { n if l[0].0 == "a" => { rest().await; n } _ => 0 } } }
coro! { async fn asked(v: Vec<D>) -> usize { match v.len() { n if { rest().await; v[0].touch(); n > 1 } => { rest().await; n } n if wanted(n).await => 7, _ => 0 } } }
async fn wanted(n: usize) -> bool { rest().await; n == 1 }
pub fn cases(t: &mut Tracer) { t.case("a", || un::a(1)); t.case("b", || un::b(1)); t.case("c", || un::c(1)); t.case("e", || un::e(1)); t.case("f", || un::f(1)); t.case("f3", || un::f(3)); t.case("asked", || asked(vec![D("a"), D("b")])); t.case("asked once", || asked(vec![D("a")])); t.case("guard", || guard(vec![D("a")])); }
