//! Sources that are owned and asked again and again.
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
struct Numbers { at: u32, end: u32, name: D }
impl Numbers {
    async fn next(&mut self) -> Option<u32> { rest().await; (self.at < self.end).then(|| { self.at += 1; self.at }) }
}
struct Timer;
impl Timer { fn after(&self, n: u32) -> impl Future<Output = u32> + use<> { async move { rest().await; n } } }
coro! {
    async fn sum() -> u32 {
        let mut numbers = Numbers { at: 0, end: 4, name: D("numbers") };
        let mut total = 0;
        while let Some(n) = numbers.next().await {
            if n == 2 { continue; }
            total += n;
        }
        total
    }
    async fn merged(mut a: Numbers, mut b: Numbers) -> Vec<u32> {
        let mut out = vec![];
        let (mut x, mut y) = (a.next().await, b.next().await);
        loop {
            match (x, y) {
                (Some(m), Some(n)) if m <= n => { out.push(m); x = a.next().await; }
                (Some(m), None) => { out.push(m); x = a.next().await; }
                (_, Some(n)) => { out.push(n); y = b.next().await; }
                (None, None) => break,
            }
        }
        out
    }
    async fn timed(timer: Timer) -> u32 {
        let first = timer.after(3).await;
        first + timer.after(4).await
    }
    async fn two_steps() -> u32 {
        let mut numbers = Numbers { at: 0, end: 9, name: D("n") };
        let label = D("label");
        let sum = numbers.next().await.unwrap_or(0) + numbers.next().await.unwrap_or(0);
        let both = [numbers.next().await, numbers.next().await];
        if let Some(n) = numbers.next().await && n > 2 { log(n); }
        log(label.0);
        sum + both.into_iter().flatten().sum::<u32>()
    }
    async fn early(mut numbers: Numbers) -> Option<u32> {
        let guard = D("guard");
        let first = numbers.next().await?;
        let second = numbers.next().await?;
        drop(guard);
        let third = numbers.next().await?;
        Some(first + second + third)
    }
    async fn shadowed() -> u32 {
        let mut n = Numbers { at: 0, end: 2, name: D("one") };
        let first = n.next().await;
        let mut n = Numbers { at: 5, end: 7, name: D("two") };
        let second = n.next().await;
        first.unwrap() + second.unwrap()
    }
    async fn conditional(flag: bool) -> u32 {
        let mut numbers = if flag { Some(Numbers { at: 0, end: 2, name: D("maybe") }) } else { None };
        if let Some(numbers) = &mut numbers { return numbers.next().await.unwrap(); }
        if let Some(mut numbers) = numbers { return numbers.next().await.unwrap(); }
        0
    }
    async fn in_a_vec() -> u32 {
        let mut all = vec![Numbers { at: 0, end: 2, name: D("v0") }, Numbers { at: 5, end: 7, name: D("v1") }];
        let mut sum = 0;
        for one in all.iter_mut() { sum += one.next().await.unwrap(); }
        for one in &mut all { sum += one.next().await.unwrap(); }
        sum += all[1].next().await.unwrap_or(100);
        sum
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("sum", sum);
    t.case("merged", || merged(Numbers { at: 0, end: 2, name: D("a") }, Numbers { at: 1, end: 3, name: D("b") }));
    t.case("timed", || timed(Timer));
    t.case("two_steps", two_steps);
    t.case("early", || early(Numbers { at: 0, end: 2, name: D("e") }));
    t.case("shadowed", shadowed);
    t.case("conditional", || conditional(true));
    t.case("in_a_vec", in_a_vec);
}
