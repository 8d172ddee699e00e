//! What is waited for calls closures that borrow: combinators in variables, lists and iterators of futures.

use crate::prelude::*;
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
fn rest() -> impl Future<Output = ()> { let mut done = false; poll_fn(move |cx| match std::mem::replace(&mut done, true) { true => Poll::Ready(()), false => { cx.waker().wake_by_ref(); Poll::Pending } }) }
struct Map<F, G>(Pin<Box<F>>, Option<G>);
impl<F, G> Unpin for Map<F, G> {}
impl<F: Future, G: FnOnce(F::Output) -> T, T> Future for Map<F, G> { type Output = T; fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> { match self.0.as_mut().poll(cx) { Poll::Ready(v) => Poll::Ready((self.1.take().unwrap())(v)), Poll::Pending => Poll::Pending } } }
trait Ext: Future + Sized { fn mapped<G: FnOnce(Self::Output) -> T, T>(self, g: G) -> Map<Self, G> { Map(Box::pin(self), Some(g)) } fn boxed_local<'a>(self) -> Pin<Box<dyn Future<Output = Self::Output> + 'a>> where Self: 'a { Box::pin(self) } }
impl<F: Future> Ext for F {}
fn lazy<T>(f: impl FnOnce() -> T) -> impl Future<Output = T> { async move { rest().await; f() } }
coro! {
    async fn len(w: &str) -> usize { rest().await; w.len() }
    async fn add(a: usize, b: usize) -> usize { rest().await; a + b }
    async fn scoped(text: &str) -> Vec<usize> {
        let words: Vec<&str> = text.split(' ').collect();
        let lens = RefCell::new(vec![0; words.len()]);
        let tasks = words.iter().enumerate().map(|(i, w)| { let lens = &lens; async move { rest().await; lens.borrow_mut()[i] = w.len(); }.boxed_local() });
        for task in tasks { task.await; }
        lens.into_inner()
    }
    async fn inspected(seen: RefCell<Vec<u32>>) -> u32 {
        let a = async { rest().await; 2 };
        let b = a.mapped(|n| { seen.borrow_mut().push(n); n + 1 });
        let c = rest().mapped(|()| 4).await;
        b.await + c + seen.borrow().len() as u32
    }
    async fn in_a_variable(name: String) -> usize {
        let f = poll_fn(|_| Poll::Ready(name.len()));
        let g = lazy(|| name.len() * 10);
        rest().await;
        f.await + g.await + name.len()
    }
    async fn calls(words: Vec<String>) -> usize {
        let base = words.len();
        let mut sum = 0;
        for f in words.iter().map(|w| len(w)) { sum += f.await; }
        let all = words.iter().map(|w| add(w.len(), base));
        for f in all { sum += f.await; }
        let mut more = words.iter().map(|w| async move { rest().await; w.len() });
        while let Some(f) = more.next() { sum += f.await; }
        sum
    }
    async fn options(name: String, n: Option<usize>) -> usize {
        let a = n.map(|n| n + name.len());
        rest().await;
        let b = a.unwrap_or_else(|| name.len());
        add(b, 1).await + a.map_or(0, |a| a * name.len())
    }
    async fn collected(words: Vec<String>) -> usize {
        let fs: Vec<_> = words.iter().map(|w| len(w)).collect();
        let mut sum = 0;
        for f in fs { sum += f.await; }
        sum + words.len()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("scoped", || scoped("a bc def"));
    t.case("inspected", || inspected(RefCell::default()));
    t.case("var", || in_a_variable("abc".into()));
    t.case("calls", || calls(vec!["a".into(), "bc".into()]));
    t.case("options", || options("abc".into(), Some(1)));
    t.case("collected", || collected(vec!["a".into(), "bc".into()]));
}
