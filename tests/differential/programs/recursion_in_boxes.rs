//! An `async fn` that holds boxes of itself: in a variable, a list, what is joined.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
fn rest() -> impl Future<Output = ()> { let mut done = false; poll_fn(move |cx| match std::mem::replace(&mut done, true) { true => Poll::Ready(()), false => { cx.waker().wake_by_ref(); Poll::Pending } }) }
struct JoinAll<F: Future>(Vec<Result<Pin<Box<F>>, Option<F::Output>>>);
impl<F: Future> Unpin for JoinAll<F> {}
impl<F: Future> Future for JoinAll<F> { type Output = Vec<F::Output>;
 fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
  let mut all = true;
  for f in &mut self.0 { if let Ok(p) = f { match p.as_mut().poll(cx) { Poll::Ready(v) => *f = Err(Some(v)), Poll::Pending => all = false } } }
  if all { Poll::Ready(self.0.iter_mut().map(|f| match f { Err(v) => v.take().unwrap(), Ok(_) => unreachable!() }).collect()) } else { Poll::Pending }
 } }
fn join_all<I: IntoIterator<Item: Future>>(i: I) -> JoinAll<I::Item> { JoinAll(i.into_iter().map(|f| Ok(Box::pin(f))).collect()) }
#[derive(Debug)] enum Tree { Leaf(u32), Node(Vec<Tree>) }
coro! {
    async fn fib(n: u64) -> u64 {
        if n < 2 { return n; }
        let _d = D("fib");
        let a: Pin<Box<dyn Future<Output = u64>>> = Box::pin(fib(n - 1));
        let b = Box::pin(fib(n - 2));
        rest().await;
        a.await + b.await
    }
    async fn all(tree: &Tree) -> u32 {
        match tree {
            Tree::Leaf(n) => { rest().await; *n }
            Tree::Node(list) => join_all(list.iter().map(|t| Box::pin(all(t)))).await.into_iter().sum(),
        }
    }
    async fn pushed(tree: Tree) -> u32 {
        let mut waits = vec![];
        match tree {
            Tree::Leaf(n) => return n,
            Tree::Node(list) => for t in list { waits.push(Box::pin(pushed(t))); }
        }
        let mut sum = 0;
        for w in waits { sum += w.await; }
        sum
    }
    async fn even(n: u32) -> bool { if n == 0 { return true; } rest().await; let next = Box::pin(odd(n - 1)); next.await }
    async fn odd(n: u32) -> bool { if n == 0 { return false; } rest().await; even(n - 1).await }
    async fn with(n: u32) -> u32 { if n == 0 { 0 } else { (if n > 2 { Box::pin(with(n - 2)) } else { Box::pin(with(n - 1)) }).await + 1 } }
}
pub fn cases(t: &mut Tracer) {
    t.case("fib", || fib(4));
    let tree = || Tree::Node(vec![Tree::Leaf(1), Tree::Node(vec![Tree::Leaf(2), Tree::Leaf(3)])]);
    t.scope("all", |d| { let t = tree(); d.run(all(&t)) });
    t.case("pushed", || pushed(tree()));
    t.case("even", || even(3)); t.case("with", || with(5));
}
