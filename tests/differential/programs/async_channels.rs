//! Hand-written channels, as people write them to try an executor.
use crate::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

struct Channel<T> { items: RefCell<VecDeque<T>>, closed: Cell<bool>, polls: Cell<u32> }
impl<T> Channel<T> {
    fn new(items: Vec<T>) -> Rc<Self> { Rc::new(Channel { items: RefCell::new(items.into()), closed: Cell::new(true), polls: Cell::new(0) }) }
    fn recv(&self) -> Recv<'_, T> { Recv { channel: self } }
    async fn peek_len(&self) -> usize { yield_now().await; self.items.borrow().len() }
}
struct Recv<'a, T> { channel: &'a Channel<T> }
impl<T> Future for Recv<'_, T> {
    type Output = Option<T>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let n = self.channel.polls.get();
        self.channel.polls.set(n + 1);
        if n % 2 == 0 { cx.waker().wake_by_ref(); return Poll::Pending; }
        Poll::Ready(self.channel.items.borrow_mut().pop_front())
    }
}
struct YieldNow(bool);
impl Future for YieldNow {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 { return Poll::Ready(()); }
        self.0 = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
fn yield_now() -> YieldNow { YieldNow(false) }

struct Conn { log: Vec<String>, name: D }
#[derive(Debug)]
enum DbError { Missing(u32) }
impl Conn {
    async fn query(&mut self, sql: &str) -> Result<Vec<u32>, DbError> {
        yield_now().await;
        self.log.push(sql.to_string());
        if sql.contains("bad") { return Err(DbError::Missing(self.log.len() as u32)); }
        Ok((0..sql.len() as u32 % 4).collect())
    }
    async fn begin(&mut self) -> Tx<'_> { yield_now().await; Tx { conn: self, done: false } }
    async fn close(self) -> usize { yield_now().await; self.log.len() }
}
struct Tx<'a> { conn: &'a mut Conn, done: bool }
impl Tx<'_> {
    async fn execute(&mut self, what: &str) -> u32 { yield_now().await; self.conn.log.push(format!("tx {what}")); self.conn.log.len() as u32 }
    async fn commit(mut self) -> usize { yield_now().await; self.done = true; self.conn.log.len() }
}
impl Drop for Tx<'_> { fn drop(&mut self) { log(format!("tx dropped {}", self.done)); } }

struct Cache { map: HashMap<String, usize> }
struct Fetcher { cache: Cache, conn: Conn, hits: u32 }

coro! {
    async fn consumer(channel: Rc<Channel<u32>>) -> u32 {
        let mut sum = 0;
        while let Some(item) = channel.recv().await {
            sum += item;
        }
        sum
    }
    async fn consumer_of_all(channels: Vec<Rc<Channel<u32>>>) -> Vec<u32> {
        let mut all = Vec::new();
        for channel in &channels {
            if let Some(item) = channel.recv().await {
                all.push(item + channel.peek_len().await as u32);
            }
        }
        all
    }
    async fn queries() -> Result<usize, DbError> {
        let mut conn = Conn { log: vec![], name: D("conn") };
        let rows = conn.query("select 1").await?;
        for row in rows {
            let name = format!("row {row}");
            let more = conn.query(&name).await?;
            log(format!("{name}: {more:?}"));
        }
        let id = 7;
        match conn.query(&format!("bad {id}")).await {
            Ok(rows) => log(rows.len()),
            Err(DbError::Missing(n)) => log(n),
        }
        Ok(conn.close().await)
    }
}
impl Fetcher {
    coro! {
        async fn fetch(&mut self, key: &str) -> Result<usize, DbError> {
            if let Some(found) = self.cache.map.get(key) {
                self.hits += 1;
                return Ok(*found);
            }
            let rows = self.conn.query(key).await?;
            self.cache.map.insert(key.to_string(), rows.len());
            Ok(rows.len())
        }
        async fn fetch_all(&mut self, keys: &[&str]) -> Result<Vec<usize>, DbError> {
            let mut found = vec![];
            for key in keys {
                found.push(self.fetch(key).await?);
            }
            Ok(found)
        }
    }
}
coro! {
    async fn fetching() -> Result<(Vec<usize>, u32), DbError> {
        let mut fetcher = Fetcher { cache: Cache { map: HashMap::new() }, conn: Conn { log: vec![], name: D("f") }, hits: 0 };
        let found = fetcher.fetch_all(&["a", "bb", "a", "ccc"]).await?;
        Ok((found, fetcher.hits))
    }
    async fn generic<F, Fut>(make: F, times: u32) -> u32 where F: Fn(u32) -> Fut, Fut: Future<Output = u32> {
        let mut sum = 0;
        for i in 0..times { sum += make(i).await; }
        sum
    }
    async fn dynamic(futures: Vec<Pin<Box<dyn Future<Output = u32>>>>) -> Vec<u32> {
        let mut out = vec![];
        for future in futures { out.push(future.await); }
        out
    }
    async fn pinned() -> u32 {
        let mut future = Box::pin(async { yield_now().await; 3 });
        let value = future.as_mut().await;
        value + 1
    }
    async fn retry(mut attempts: u32) -> Result<usize, String> {
        let mut conn = Conn { log: vec![], name: D("retry") };
        loop {
            let sql = if attempts > 1 { "bad" } else { "good" };
            match conn.query(sql).await {
                Ok(rows) => return Ok(rows.len()),
                Err(error) if attempts == 0 => return Err(format!("{error:?}")),
                Err(error) => { attempts -= 1; log(format!("{error:?}")); yield_now().await; }
            }
        }
    }
    async fn by_field() -> usize {
        let mut fetcher = Fetcher { cache: Cache { map: HashMap::new() }, conn: Conn { log: vec![], name: D("f") }, hits: 0 };
        let _ = fetcher.conn.query("x").await;
        fetcher.hits += 1;
        let n = fetcher.conn.query("yy").await.unwrap().len();
        n + fetcher.conn.log.len()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("consumer", || consumer(Channel::new(vec![1, 2, 3])));
    t.case("consumer_of_all", || consumer_of_all(vec![Channel::new(vec![1, 5]), Channel::new(vec![]), Channel::new(vec![2])]));
    t.case("queries", queries);
    t.case("fetching", fetching);
    t.case("generic", || generic(|i| async move { yield_now().await; i * 2 }, 3));
    t.case("dynamic", || dynamic(vec![Box::pin(async { 1 }), Box::pin(async { yield_now().await; 2 })]));
    t.case("pinned", pinned);
    t.case("retry", || retry(3));
    t.case("by_field", by_field);
}
