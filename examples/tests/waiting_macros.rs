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

    async fn fetch_now(number: u32) -> u32 {
        tokio::task::yield_now().await;
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

    async fn summed(mut numbers: mpsc::Receiver<u32>, stop: Arc<Notify>) -> Result<u32, String> {
        let mut sum = 0;
        'all: loop {
            tokio::select! {
                biased;
                Some(mut number) = numbers.recv(), if sum < 100 => {
                    for turn in 0..2 {
                        if number == 0 { continue 'all; }
                        if turn == 1 { break; }
                        number = fetch(number).await;
                    }
                    sum += try_fetch(number).await?;
                }
                () = stop.notified() => return Err("stopped".to_string()),
                else => break 'all Ok(sum),
            }
        }
    }

    async fn selected() -> [Result<u32, String>; 3] {
        let (sender, numbers) = mpsc::channel(4);
        let stop = Arc::new(Notify::new());
        let first = EventLoop::current().spawn(summed(numbers, stop.clone()));
        for number in [0, 3, 4] {
            sender.send(number).await.expect("it is received");
        }
        fetch(1).await;
        stop.notify_one();
        let stopped = first.await;
        let (sender, numbers) = mpsc::channel(4);
        sender.send(9).await.expect("it is received");
        let failed = summed(numbers, stop.clone()).await;
        let (sender, numbers) = mpsc::channel(300);
        for _ in 0..50 {
            sender.send(2).await.expect("it is received");
        }
        stop.notify_one();
        [stopped, failed, summed(numbers, stop).await]
    }

    async fn taken(shared: Arc<Mutex<Vec<u32>>>, name: String) -> Result<u32, String> {
        loop {
            let mut all = shared.lock().await;
            let Some(number) = all.pop() else { return Err(name) };
            if number == 0 {
                continue;
            }
            let number = try_fetch(number).await?;
            all.push(number + 4);
            if all.len() < 3 {
                break Ok(number);
            }
        }
    }

    async fn guarded() -> Vec<Result<u32, String>> {
        let shared = Arc::new(Mutex::new(vec![1, 0, 2, 0]));
        let mut found = Vec::new();
        for name in ["a", "b", "c", "d"] {
            found.push(taken(shared.clone(), name.to_string()).await);
        }
        assert_eq!(shared.lock().await.len(), 0);
        found
    }

    async fn at_the_end_of_a_guard(shared: Arc<Mutex<Vec<String>>>, name: String) -> usize {
        let mut all = shared.lock().await;
        fetch(1).await;
        all.push(name);
        all.len()
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
fn what_is_selected_jumps_and_waits() {
    let [stopped, failed, whole] = EventLoop::run(selected());
    assert_eq!(stopped, Err("stopped".to_string()));
    assert_eq!(failed, Err("9 is too much".to_string()));
    assert_eq!(whole, Err("stopped".to_string()));
}

#[test]
fn jumps_leave_a_guard() {
    let found = EventLoop::run(guarded());
    let errors = |name: &str| Err(name.to_string());
    assert_eq!(
        found,
        [
            errors("6 is too much"),
            Ok(1),
            Ok(5),
            errors("9 is too much")
        ]
    );
    let shared = Arc::new(Mutex::new(vec!["one".to_string()]));
    let name = "two".to_string();
    assert_eq!(EventLoop::run(at_the_end_of_a_guard(shared, name)), 2);
}

#[test]
fn an_async_fn_is_a_future() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let sum = runtime.block_on(async {
        let first = tokio::spawn(fetch_now(1));
        let second = tokio::spawn(async { fetch_now(2).await + fetch_now(3).await });
        let third = fetch_now(4).into_future();
        first.await.expect("no panic") + second.await.expect("no panic") + third.await
    });
    assert_eq!(sum, 10);
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
