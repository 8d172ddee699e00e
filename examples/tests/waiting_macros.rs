//! Macros that wait, and guards of locks, of another library: `join!`, `select!`, `lock().await`.

#![forbid(unsafe_code)]

use std::sync::Arc;
use std::time::Duration;

use coro_core::{EventLoop, coro, sleep};
use futures_lite::{Stream, StreamExt, stream};
use tokio::sync::{Mutex, Notify, mpsc, oneshot};

coro! {
    async fn fetch(number: u32) -> u32 {
        sleep(Duration::from_millis(u64::from(number))).await;
        number
    }

    async fn try_fetch(number: u32) -> Result<u32, String> {
        match number {
            0..=5 => Ok(fetch(number).await),
            _ => Err(format!("{number} is too much")),
        }
    }

    async fn measure(text: &str) -> usize {
        fetch(1).await;
        text.len()
    }

    async fn joined() -> Result<(u32, u32), String> {
        let name = String::from("name");
        let (one, length) = tokio::join!(fetch(1), measure(&name));
        let (two, three) = tokio::try_join!(try_fetch(one + 1), async { Ok(3) })?;
        assert_eq!(length, name.len());
        tokio::try_join!(try_fetch(two), try_fetch(three * 3))
    }

    async fn first() -> &'static str {
        tokio::select! {
            _ = fetch(1) => "fast",
            _ = fetch(60_000) => "slow",
        }
    }

    async fn until_stopped() -> (u32, u32) {
        let (sender, mut receiver) = mpsc::channel(4);
        let (stop, mut stopped) = oneshot::channel::<()>();
        let mut stop = Some(stop);
        for number in 1..4 {
            sender.send(number).await.expect("it is received");
        }
        let (mut sum, mut turns) = (0, 0);
        loop {
            let goes_on = tokio::select! {
                Some(number) = receiver.recv() => { sum += number; true }
                _ = &mut stopped => false,
            };
            turns += 1;
            if let Some(stop) = stop.take_if(|_| turns == 3) {
                stop.send(()).expect("it is waited for");
            }
            if !goes_on {
                return (sum, turns);
            }
        }
    }

    async fn add(shared: Arc<Mutex<u32>>, number: u32) {
        let mut total = shared.lock().await;
        let before = *total;
        fetch(1).await;
        *total = before + number;
    }

    async fn locked() -> u32 {
        let shared = Arc::new(Mutex::new(0));
        let tasks: Vec<_> = (0..5).map(|i| EventLoop::current().spawn(add(shared.clone(), i))).collect();
        for task in tasks {
            task.await;
        }
        *shared.lock().await += 1;
        let total = *shared.lock().await;
        total
    }

    async fn notified() -> u32 {
        let notify = Arc::new(Notify::new());
        let other = notify.clone();
        EventLoop::current().spawn(coro!(async move || other.notify_one()));
        notify.notified().await;
        1
    }

    async fn sent_once() -> Result<u32, oneshot::error::RecvError> {
        let (sender, receiver) = oneshot::channel();
        sender.send(7).expect("it is received");
        receiver.await
    }

    async fn pinned(numbers: impl Stream<Item = u32>) -> u32 {
        let mut numbers = std::pin::pin!(numbers);
        let mut sum = 0;
        while let Some(number) = numbers.next().await {
            sum += number;
        }
        sum
    }

    async fn factorial(number: u32) -> u32 {
        match number {
            0 => 1,
            _ => number * Box::pin(factorial(number - 1)).await,
        }
    }
}

#[test]
fn macros_that_wait() {
    assert_eq!(EventLoop::run(joined()), Err("9 is too much".to_string()));
    assert_eq!(EventLoop::run(first()), "fast");
    assert_eq!(EventLoop::run(until_stopped()), (6, 4));
}

#[test]
fn what_borrows_a_local() {
    assert_eq!(EventLoop::run(locked()), 11);
    assert_eq!(EventLoop::run(notified()), 1);
    assert_eq!(EventLoop::run(sent_once()), Ok(7));
}

#[test]
fn what_is_pinned() {
    let numbers = stream::iter([1, 2, 3]).then(|number| async move { number * 2 });
    assert_eq!(EventLoop::run(pinned(numbers)), 12);
    assert_eq!(EventLoop::run(factorial(5)), 120);
}
