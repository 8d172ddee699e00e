//! async fns of which it is easily missed that a state would hold a borrow, or what is left of a value.

use crate::prelude::*;
use std::cell::{RefCell, RefMut};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}
macro_rules! bail { ($($text:tt)*) => { return Err(format!($($text)*)) } }
/// Nobody reads their fields and methods in this file.
macro_rules! unseen { ($($items:item)*) => { $($items)* } }
/// Nobody reads its rules.
macro_rules! make { ($name:ident, $d:tt) => { macro_rules! $name { ($d a:expr, $d b:expr) => { ($d a.await, $d b.await) } } } }
make!(both, $);
unseen! {
    pub struct Mutex<T>(RefCell<T>, D);
    impl<T> Mutex<T> {
        pub fn new(value: T) -> Self { Mutex(RefCell::new(value), D("mutex")) }
        pub async fn lock(&self) -> Guard<'_, T> { rest().await; Guard(self.0.borrow_mut()) }
    }
    pub struct Config { pub name: D, pub tags: Vec<u32>, pub note: D, pub delay: u32 }
    impl Default for Config { fn default() -> Self { Config { name: D("no name"), tags: vec![], note: D("no note"), delay: 0 } } }
    pub struct Sink(pub Vec<u32>, pub D);
    pub struct Mapped<'a, F>(&'a mut Sink, F, D);
    impl<'a, F: Fn(u32) -> u32> Mapped<'a, F> {
        pub fn send(&mut self, n: u32) -> impl Future<Output = usize> + use<'_, 'a, F> { async move { rest().await; self.2.touch(); self.0.0.push((self.1)(n)); self.0.0.len() } }
    }
    impl Sink { pub fn sink_map_err<F: Fn(u32) -> u32>(&mut self, f: F) -> Mapped<'_, F> { Mapped(self, f, D("mapped")) } }
    pub struct Once(pub D);
    impl Once { pub fn send(self, n: u32) -> Result<(), u32> { self.0.touch(); if n > 3 { Err(n) } else { Ok(()) } } }
    pub struct Io { pub text: Vec<u8>, pub name: D }
    impl Io {
        pub fn read<'s>(&'s mut self, buf: &'s mut [u8]) -> impl Future<Output = usize> + use<'s> { async move { rest().await; let n = buf.len().min(self.text.len()); for (to, from) in buf.iter_mut().zip(self.text.drain(..n)) { *to = from; } n } }
    }
}
pub struct Guard<'a, T>(RefMut<'a, T>);
impl<T> Drop for Guard<'_, T> { fn drop(&mut self) { log("unlocked"); } }
impl<T> std::ops::Deref for Guard<'_, T> { type Target = T; fn deref(&self) -> &T { &self.0 } }
impl<T> std::ops::DerefMut for Guard<'_, T> { fn deref_mut(&mut self) -> &mut T { &mut self.0 } }
type Boxed<'a> = Pin<Box<dyn Future<Output = u32> + 'a>>;
struct Serve<R, F> { f: F, data: PhantomData<R> }
trait Transport { async fn read(&mut self, buf: &mut [u8]) -> usize; }
struct Tcp { io: Io }
enum Tree { Leaf(u32), Quotient(Box<Tree>, Box<Tree>), Sum(Box<Tree>, Box<Tree>) }
struct Stopping { stop: Once, join: Boxed<'static>, name: D }
struct Counted<T> { inner: T, count: usize }
struct Server<S> { workers: Vec<D>, name: D, shutdown: S }
trait Ext: Future + Sized { fn boxed<'a>(self) -> Pin<Box<dyn Future<Output = Self::Output> + 'a>> where Self: 'a { Box::pin(self) } }
impl<T: Future> Ext for T {}

coro! {
    async fn transfer(accounts: Rc<BTreeMap<u32, Mutex<i32>>>, from: u32, to: u32, amount: i32) -> Result<i32, String> {
        let (first, second) = if from < to { (from, to) } else { (to, from) };
        let a = accounts.get(&first).ok_or_else(|| format!("no {first}"))?.lock().await;
        rest().await;
        let b = accounts.get(&second).ok_or_else(|| format!("no {second}"))?.lock().await;
        let (mut source, mut target) = if from < to { (a, b) } else { (b, a) };
        if *source < amount { bail!("only {}", *source); }
        *source -= amount;
        rest().await;
        *target += amount;
        Ok(*target)
    }
    async fn all(tasks: Vec<Boxed<'_>>) -> u32 { let mut sum = 0; for task in tasks { sum += task.await; } sum }
    async fn listed() -> u32 {
        let log = D("log");
        let first = all(vec![Box::pin(async { rest().await; log.touch(); 1 }), Box::pin(async { 2 })]).await;
        let seen = &log;
        first + all(vec![Box::pin(async move { rest().await; seen.touch(); 3 })]).await
    }
    async fn boxed_of_reference() -> u32 {
        let d = D("owned");
        let d = &d;
        one(Box::pin(async move { rest().await; d.touch(); 4 })).await
    }
    async fn one(task: Boxed<'_>) -> u32 { task.await }
    impl<R, F, Fut> Serve<R, F> where F: FnOnce(R, D) -> Fut, Fut: Future<Output = u32> {
        async fn serve(self, request: R) -> u32 { (self.f)(request, D("argument")).await }
    }
    async fn send(note: D, tags: Vec<u32>) -> usize { rest().await; note.touch(); tags.len() }
    async fn parts(mut config: Config) -> Result<usize, String> {
        config.tags.push(1);
        let n = send(config.note, config.tags).await;
        rest().await;
        if config.delay > 3 { return Err(config.name.name()); }
        Ok(n)
    }
    async fn make(config: Config) -> Config { rest().await; config }
    async fn rest_of_default(d: D) -> usize {
        let made = make(Config { name: D("given"), delay: 4, ..Default::default() }).await;
        d.touch();
        rest().await;
        made.tags.len()
    }
    async fn adapted(mut sink: Sink) -> (usize, Vec<u32>) {
        let n = sink.sink_map_err(|n| n * 2).send(4).await;
        let more = push(&mut sink, 5).await;
        sink.1.touch();
        (n + more, sink.0.clone())
    }
    async fn push(sink: &mut Sink, n: u32) -> usize { sink.sink_map_err(|n| n + 1).send(n).await }
    async fn both<T>(a: impl Future<Output = T>, b: impl Future<Output = T>) -> (T, T) { (a.await, b.await) }
    async fn value(tree: &Tree) -> Result<u32, String> {
        Ok(match tree {
            Tree::Leaf(n) => *n,
            Tree::Quotient(a, b) => {
                let b = Box::pin(value(b)).await?;
                if b == 0 { return Err("zero".to_string()); }
                Box::pin(value(a)).await? / b
            }
            Tree::Sum(a, b) => {
                let (a, b) = both(Box::pin(value(a)), Box::pin(value(b))).await;
                rest().await;
                a? + b?
            }
        })
    }
    async fn values() -> Vec<Result<u32, String>> {
        let leaf = |n| Box::new(Tree::Leaf(n));
        let sum = Tree::Sum(leaf(3), Box::new(Tree::Quotient(leaf(8), leaf(2))));
        vec![value(&sum).await, value(&Tree::Quotient(Box::new(sum), leaf(0))).await]
    }
    async fn answers(once: Once, d: D) -> u32 {
        let _ = once.send(4);
        rest().await;
        d.touch();
        rest().await;
        4
    }
    impl Stopping {
        async fn shutdown(self) -> u32 { let sent = self.stop.send(1); let n = self.join.await; n + sent.is_ok() as u32 }
    }
    impl Transport for Tcp { async fn read(&mut self, buf: &mut [u8]) -> usize { self.io.read(buf).await } }
    impl<T: Transport> Transport for Counted<T> {
        async fn read(&mut self, buf: &mut [u8]) -> usize { let n = self.inner.read(buf).await; self.count += n; n }
    }
    async fn transported() -> (usize, [u8; 3]) {
        let mut from = Counted { inner: Tcp { io: Io { text: b"abcd".to_vec(), name: D("io") } }, count: 0 };
        let mut buf = [0; 3];
        from.read(&mut buf).await;
        from.read(&mut buf[1..]).await;
        from.inner.io.name.touch();
        (from.count, buf)
    }
    // a macro in the block takes a field, of a value that has lost another, or none
    impl<S: Future<Output = u32> + 'static> Server<S> {
        async fn until_shutdown(self) -> (u32, u32) {
            let end = self.shutdown.boxed();
            async move { both!(worked(self.workers), end) }.await
        }
        async fn and_rest(self) -> (u32, ()) {
            let done = async move { both!(worked(self.workers), rest()) }.await;
            rest().await;
            done
        }
    }
    async fn worked(workers: Vec<D>) -> u32 {
        let mut sum = 0;
        for worker in workers { rest().await; worker.touch(); sum += 1; }
        sum
    }
}

pub fn cases(t: &mut Tracer) {
    for (from, to, amount) in [(1, 2, 30), (2, 1, 60), (3, 1, 1)] {
        let accounts = || Rc::new(BTreeMap::from([(1, Mutex::new(100)), (2, Mutex::new(50))]));
        t.case("transfer", move || transfer(accounts(), from, to, amount));
    }
    t.case("listed", listed);
    t.case("boxed_of_reference", boxed_of_reference);
    t.case("serve", || Serve { f: |n: u32, d: D| async move { rest().await; d.touch(); n }, data: PhantomData }.serve(2));
    for delay in [1, 5] {
        t.case("parts", move || parts(Config { name: D("name"), tags: vec![4], note: D("note"), delay }));
    }
    t.case("rest_of_default", || rest_of_default(D("d")));
    t.case("adapted", || adapted(Sink(vec![], D("sink"))));
    t.case("values", values);
    t.case("answers", || answers(Once(D("once")), D("d")));
    t.case("shutdown", || Stopping { stop: Once(D("stop")), join: Box::pin(async { rest().await; 3 }), name: D("name") }.shutdown());
    t.case("transported", transported);
    let server = || Server { workers: vec![D("one"), D("two")], name: D("server"), shutdown: async { rest().await; 4 } };
    t.case("until_shutdown", move || server().until_shutdown());
    t.case("and_rest", move || server().and_rest());
}
