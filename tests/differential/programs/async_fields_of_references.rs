//! What a field of type `&Client` lends is no borrow of the struct.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::task::Poll;
fn rest() -> impl Future<Output = ()> { let mut n = 1; poll_fn(move |cx| if n == 0 { Poll::Ready(()) } else { n -= 1; cx.waker().wake_by_ref(); Poll::Pending }) }
struct Client { base: usize }
impl Client { fn get<'a>(&'a self, path: &'a str) -> impl Future<Output = usize> + 'a { async move { rest().await; self.base + path.len() } } }
#[derive(Clone, Copy)]
struct Job<'c> { client: &'c Client, paths: &'c [String], limit: usize }
struct Owned<'c> { client: &'c Client, path: String, name: D }
coro! {
    async fn run(job: Job<'_>) -> usize {
        let mut n = 0;
        for path in job.paths.iter().take(job.limit) { n += job.client.get(path).await; }
        n + job.client.get("last").await
    }
    impl<'c> Owned<'c> {
        async fn both(self) -> usize { let a = self.client.get("static").await; rest().await; a + self.client.base + self.name.0.len() }
        async fn own(self) -> usize { let a = self.client.get(&self.path).await; a + self.path.len() }
        async fn kept(&self) -> usize { let a = self.client.get(&self.path).await; a + self.client.get("x").await }
    }
    async fn whole() -> usize {
        let client = Client { base: 10 };
        let paths = vec!["a".to_string(), "bc".to_string(), "def".to_string()];
        let made = |p: &str| Owned { client: &client, path: p.to_string(), name: D("owned") };
        let n = made("p").kept().await;
        n + run(Job { client: &client, paths: &paths, limit: 2 }).await + made("q").both().await + made("rr").own().await
    }
}
pub fn cases(t: &mut Tracer) { t.case("whole", whole); }
