//! An `async fn` that waits for itself in a box can be spawned on other threads.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::task::Poll;

fn rest() -> impl Future<Output = ()> + Send {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}
fn sent<T: Send>(value: T) -> T { value }
struct Dir { name: String, dirs: Vec<Dir> }
fn dir(name: &str, dirs: Vec<Dir>) -> Dir { Dir { name: name.to_string(), dirs } }
impl Dir {
    coro! {
        async fn total(&self, deep: usize) -> usize {
            let _d = D("total");
            let mut n = self.name.len() * deep;
            for d in self.dirs.iter() { n += Box::pin(d.total(deep + 1)).await; }
            n
        }
        async fn again(&self, times: u32) -> usize { rest().await; if times == 0 { self.name.len() } else { Box::pin(self.again(times - 1)).await + 1 } }
        async fn names(&self, out: &mut Vec<String>) {
            out.push(self.name.clone());
            for d in &self.dirs { rest().await; Box::pin(d.names(out)).await; }
            out.push("/".to_string());
        }
        async fn into_names(self) -> Vec<String> {
            let mut v = vec![self.name];
            for d in self.dirs { v.extend(Box::pin(d.into_names()).await); }
            rest().await;
            v
        }
    }
}
coro! {
    async fn fib(n: u64) -> u64 {
        if n < 2 { rest().await; return n; }
        let a = Box::pin(fib(n - 1)).await;
        let _d = D("between");
        let b = Box::pin(fib(n - 2)).await;
        a + b
    }
    async fn sorted<T: Ord + Send + Clone>(list: Vec<T>) -> Vec<T> {
        let Some((pivot, rest)) = list.split_first() else { return vec![] };
        let (less, more): (Vec<T>, Vec<T>) = rest.iter().cloned().partition(|x| x < pivot);
        let mut sorted_ = Box::pin(sorted(less)).await;
        sorted_.push(pivot.clone());
        sorted_.extend(Box::pin(sorted(more)).await);
        sorted_
    }
    async fn ackermann(m: u64, n: u64) -> u64 {
        match (m, n) {
            (0, n) => { rest().await; n + 1 }
            (m, 0) => Box::pin(ackermann(m - 1, 1)).await,
            (m, n) => Box::pin(ackermann(m - 1, Box::pin(ackermann(m, n - 1)).await)).await,
        }
    }
    async fn even(n: u32) -> bool { if n == 0 { true } else { rest().await; Box::pin(odd(n - 1)).await } }
    async fn odd(n: u32) -> bool { if n == 0 { false } else { even(n - 1).await } }
    async fn with_closures(n: u32, f: &(dyn Fn(u32) -> u32 + Sync)) -> u32 { if n == 0 { f(0) } else { rest().await; Box::pin(with_closures(n - 1, &|x| f(x) + 1)).await } }
    async fn path(text: &str, deep: usize) -> Result<usize, std::num::ParseIntError> {
        match text.split_once('/') {
            None => { rest().await; text.parse() }
            Some((head, rest)) => { let n: usize = head.parse()?; Ok(n + Box::pin(path(rest, deep + 1)).await? * deep) }
        }
    }
    async fn named(names: &[&str], n: usize, d: D) -> usize { if n == 0 { return names.len(); } log(names[0]); Box::pin(named(&names[1..], { log("n"); n - 1 }, D("inner"))).await + d.0.len() }
    async fn counted(n: u32, sum: &mut u32) { if n > 0 { *sum += n; rest().await; Box::pin(counted(n - 1, sum)).await; *sum += 1; } }
    async fn counts() -> u32 { let mut sum = 0; counted(3, &mut sum).await; counted(1, &mut sum).await; sum }
}
pub fn cases(t: &mut Tracer) {
    t.case("fib", || sent(fib(4)));
    t.case("sorted", || sent(sorted(vec![3, 1, 2, 5, 1])));
    t.case("ackermann", || sent(ackermann(1, 2)));
    t.case("even", || sent(even(3)));
    t.case("with_closures", || sent(with_closures(2, &|n| n)));
    t.case("path", || sent(path("1/2/3", 1))); t.case("no path", || sent(path("1/x", 1)));
    t.case("named", || sent(named(&["a", "b", "c"], 2, D("outer"))));
    t.case("counts", || sent(counts()));
    let dirs = || dir("a", vec![dir("b", vec![]), dir("c", vec![dir("dd", vec![])])]);
    t.scope("total", |d| { let dir = dirs(); d.run(sent(dir.total(1))); d.run(sent(dir.again(2))) });
    t.scope("names", |d| { let dir = dirs(); let mut out = vec![]; d.run(sent(dir.names(&mut out))); log(format!("{out:?}")); });
    t.case("into_names", || sent(dirs().into_names()));
}
