//! What one future borrows of several parameters has one lifetime: `write_all(&mut self, bytes: &[u8])`.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
type BoxF<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;
fn rest() -> impl Future<Output = ()> { let mut n = 1; poll_fn(move |cx| if n == 0 { Poll::Ready(()) } else { n -= 1; cx.waker().wake_by_ref(); Poll::Pending }) }
/// One lifetime for all that it borrows.
struct WriteAll<'a, W: ?Sized> { writer: &'a mut W, bytes: &'a [u8] }
impl<W: Write + Unpin + ?Sized> Future for WriteAll<'_, W> {
    type Output = usize;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<usize> {
        let this = &mut *self;
        match this.bytes.split_first() {
            Some((first, rest)) => { this.writer.put(*first); this.bytes = rest; cx.waker().wake_by_ref(); Poll::Pending }
            None => Poll::Ready(this.writer.len()),
        }
    }
}
trait Write { fn put(&mut self, b: u8); fn len(&self) -> usize; fn write_all<'a>(&'a mut self, bytes: &'a [u8]) -> WriteAll<'a, Self> where Self: Unpin { WriteAll { writer: self, bytes } } }
impl Write for Vec<u8> { fn put(&mut self, b: u8) { self.push(b) } fn len(&self) -> usize { Vec::len(self) } }
trait Service<R> { type Reply; fn call<'a>(&'a self, request: R) -> BoxF<'a, Self::Reply> where R: 'a; }
struct Twice(D);
impl<R: Clone> Service<R> for Twice { type Reply = (R, R); fn call<'a>(&'a self, request: R) -> BoxF<'a, (R, R)> where R: 'a { Box::pin(async move { rest().await; self.0.touch(); (request.clone(), request) }) } }
trait Repo<K, V> { fn find<'a>(&'a self, k: &'a K) -> BoxF<'a, Option<&'a V>>; }
impl<K: PartialEq, V> Repo<K, V> for Vec<(K, V)> { fn find<'a>(&'a self, k: &'a K) -> BoxF<'a, Option<&'a V>> { Box::pin(async move { rest().await; self.iter().find(|(key, _)| key == k).map(|(_, v)| v) }) } }
struct Store<'s> { repo: &'s dyn Repo<String, u32>, default: u32 }
coro! {
    async fn send(stream: &mut Vec<u8>, data: &[u8]) -> usize { stream.write_all(data).await }
    async fn send_to<W: Write + Unpin>(stream: &mut W, data: &[u8]) -> usize { yield_wait!(); stream.write_all(data).await }
    async fn call<S: Service<R>, R>(service: &S, request: R) -> S::Reply { service.call(request).await }
    async fn called<R: Clone>(service: &dyn Service<R, Reply = (R, R)>, request: impl Into<R>) -> (R, R) { service.call(request.into()).await }
    async fn lookup<K, V, R>(repo: &R, keys: &[K]) -> Vec<Option<V>> where R: Repo<K, V> + ?Sized, V: Clone {
        let mut found = vec![];
        for key in keys { found.push(repo.find(key).await.cloned()); }
        found
    }
    async fn found<'k>(repo: &dyn Repo<&'k str, u8>, key: &&'k str) -> (Option<u8>, &'k str) { (repo.find(key).await.copied(), *key) }
    impl<'s> Store<'s> {
        async fn get(&self, key: &String) -> u32 { match self.repo.find(key).await { Some(n) => *n, None => self.default } }
        async fn name<'k>(&self, key: &'k String) -> &'k str { if self.repo.find(key).await.is_some() { key } else { "none" } }
        async fn own(&self, key: &String) -> &u32 { if self.repo.find(key).await.is_some() { yield_wait!(); } &self.default }
    }
    async fn whole() -> (usize, u32) {
        let mut out = Vec::new();
        let n = send(&mut out, b"ab").await + send_to(&mut out, &[1]).await;
        let pairs = call(&Twice(D("t")), 3).await;
        let texts = called::<String>(&Twice(D("u")), "x").await;
        let rows = vec![("a".to_string(), 1), ("b".to_string(), 2)];
        let all = lookup(&rows, &["b".to_string(), "z".to_string()]).await;
        let store = Store { repo: &rows, default: 7 };
        let kept = { let key = "b".to_string(); store.own(&key).await };
        let got = store.get(&"a".to_string()).await + store.get(&texts.0).await + kept;
        log(store.name(&texts.1).await);
        let (byte, name) = found(&vec![("k", 4)], &"k").await;
        log(format!("{all:?} {byte:?} {name}"));
        (n + pairs.0 + pairs.1, got)
    }
    /// It is given to what takes fns of any lifetimes.
    async fn sum(a: &u32, b: &u32) -> u32 { add(a, b).await }
    async fn add(a: &u32, b: &u32) -> u32 { rest().await; a + b }
    async fn with(f: impl AsyncFn(&u32, &u32) -> u32) -> u32 { let one = 1; f(&one, &2).await }
    async fn sums() -> u32 { with(sum).await + with(add).await }
}
pub fn cases(t: &mut Tracer) { t.case("whole", whole); t.case("sums", sums); }
