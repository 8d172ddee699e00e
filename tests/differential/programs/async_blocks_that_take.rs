//! `async` blocks that are not `move` own what they wait for.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
fn rest() -> impl Future<Output = ()> { let mut done = false; poll_fn(move |cx| match std::mem::replace(&mut done, true) { true => Poll::Ready(()), false => { cx.waker().wake_by_ref(); Poll::Pending } }) }
struct Or<A, B>(Pin<Box<A>>, Pin<Box<B>>);
impl<A: Future, B: Future<Output = A::Output>> Future for Or<A, B> { type Output = A::Output; fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<A::Output> { if let Poll::Ready(v) = self.0.as_mut().poll(cx) { return Poll::Ready(v); } self.1.as_mut().poll(cx) } }
fn race<A, B>(a: A, b: B) -> Or<A, B> { Or(Box::pin(a), Box::pin(b)) }
coro! {
    async fn ticks(n: u32) -> u32 { for _ in 0..n { rest().await; } n }
    async fn with_timeout<T>(work: impl Future<Output = T>, limit: u32) -> Option<T> {
        let timed = async { ticks(limit).await; None };
        let done = async { Some(work.await) };
        race(done, timed).await
    }
    async fn later<T>(work: impl Future<Output = T>) -> T {
        let done = async { work.await };
        rest().await;
        done.await
    }
}

coro! {
    async fn counted(mut n: u32, name: &mut String) -> (u32, usize) {
        let waits = async { rest().await; n + 1 };
        let first = waits.await;
        n += first;
        let doubled = || n * 2;
        let twice = async { ticks(1).await; doubled() };
        rest().await;
        let n = twice.await;
        let shown = async { name.push('!'); rest().await; name.len() };
        let _d = D("d");
        let len = shown.await;
        (n, len)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("a", || with_timeout(ticks(3), 2));
    t.case("b", || with_timeout(ticks(1), 2));
    t.case("later", || later(ticks(1)));
    t.scope("counted", |d| d.run(counted(1, &mut String::from("ab"))));
}
