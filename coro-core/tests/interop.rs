//! One coroutine, unchanged, on our loop, on tokio, on smol's executor and on
//! `futures`; and their futures inside our coroutines.

#![forbid(unsafe_code)]

use std::time::{Duration, Instant};

use coro_core::event_loop::Executor;
use coro_core::{
    Coroutine, EventLoop, VirtualClock, coro, join, join_all, race, run, run_in_executor, sleep,
    timeout,
};

coro! {
    /// Waits in every way there is that needs no loop of ours.
    fn all_ways(number: u64) -> u64 {
        yield_wait!();
        yield_from!(sleep(Duration::from_millis(2)));
        let computed = yield_from!(run_in_executor(move || number + 1));
        let (one, two) = yield_from!(join((sleeping(1), sleeping(2))));
        let all = yield_from!(join_all((0..40).map(sleeping)));
        let first = yield_from!(race((sleeping(3), sleeping(5000))));
        let late = yield_from!(timeout(Duration::from_millis(1), sleeping(5000)));
        let inside = yield_from!(async { sleeping(1).into_future().await });
        computed + one + two + all.len() as u64 + first + u64::from(late.is_err()) + inside
    }

    fn sleeping(milliseconds: u64) -> u64 {
        yield_from!(sleep(Duration::from_millis(milliseconds)));
        milliseconds
    }

    /// The same without threads, for a clock that jumps.
    fn on_virtual_time() -> Duration {
        let start = coro_core::event_loop::now();
        yield_from!(async {
            futures::join!(sleeping(50_000).into_future(), sleeping(70_000).into_future());
        });
        coro_core::event_loop::now() - start
    }
}

const EXPECTED: u64 = 11 + 3 + 40 + 3 + 1 + 1;

#[test]
fn the_same_coroutine_runs_everywhere() {
    assert_eq!(EventLoop::run(all_ways(10)), EXPECTED);
    assert_eq!(run(all_ways(10)), EXPECTED);
    assert_eq!(
        futures::executor::block_on(all_ways(10).into_future()),
        EXPECTED
    );
    assert_eq!(async_io::block_on(all_ways(10).into_future()), EXPECTED);

    let smol = async_executor::Executor::new();
    let task = smol.spawn(all_ways(10).into_future());
    assert_eq!(async_io::block_on(smol.run(task)), EXPECTED);

    let tokio = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    assert_eq!(tokio.block_on(all_ways(10).into_future()), EXPECTED);
}

#[test]
fn coroutines_run_in_parallel_on_tokio() {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .build()
        .unwrap();
    let sum = tokio.block_on(async {
        let tasks: Vec<_> = (0..100)
            .map(|number| tokio::spawn(all_ways(number).into_future()))
            .collect();
        let mut sum = 0;
        for task in tasks {
            sum += task.await.unwrap();
        }
        sum
    });
    assert_eq!(sum, (0..100).map(|number| number + EXPECTED - 10).sum());
}

#[test]
fn futures_of_tokio_run_on_our_loop() {
    coro! {
        fn receive(receiver: tokio::sync::oneshot::Receiver<u32>) -> u32 {
            yield_from!(tokio::time::sleep(Duration::from_millis(5)));
            receiver.await.unwrap()
        }
    }
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_time()
        .build()
        .unwrap();
    let (sender, receiver) = tokio::sync::oneshot::channel();
    tokio.spawn(async move {
        tokio::time::sleep(Duration::from_millis(10)).await;
        sender.send(7).unwrap();
    });
    let _entered = tokio.enter();
    assert_eq!(EventLoop::run(receive(receiver)), 7);
}

#[test]
fn futures_of_smol_and_of_the_futures_crate_run_on_our_loop() {
    coro! {
        fn receive(receiver: futures::channel::oneshot::Receiver<u32>) -> u32 {
            async_io::Timer::after(Duration::from_millis(5)).await;
            receiver.await.unwrap()
        }

        fn send(sender: futures::channel::oneshot::Sender<u32>) {
            yield_from!(sleep(Duration::from_millis(10)));
            sender.send(7).unwrap();
        }

        fn both() -> u32 {
            let (sender, receiver) = futures::channel::oneshot::channel();
            yield_from!(join((receive(receiver), send(sender)))).0
        }
    }
    let start = Instant::now();
    assert_eq!(EventLoop::run(both()), 7);
    assert!(start.elapsed() >= Duration::from_millis(10));
}

#[test]
fn a_future_inside_a_task_sleeps_by_the_clock_of_the_loop() {
    let event_loop = EventLoop::with_clock(VirtualClock::new());
    let slept = event_loop.run_until_complete(on_virtual_time()).unwrap();
    assert_eq!(slept, Duration::from_secs(70));
}

#[test]
fn what_waits_can_be_sent() {
    fn is_send(_: impl Send) {}
    is_send(all_ways(1));
    is_send(all_ways(1).into_future());
    is_send(join_all([all_ways(1)]));
    is_send(Executor::new(1));
}

#[test]
fn what_waits_for_itself_can_be_spawned_on_other_threads() {
    coro! {
        async fn fib(n: u32) -> u64 {
            if n < 2 {
                tokio::task::yield_now().await;
                return n.into();
            }
            Box::pin(fib(n - 1)).await + Box::pin(fib(n - 2)).await
        }

        async fn count(n: u32, sum: &mut u32) {
            if n > 0 {
                *sum += n;
                Box::pin(count(n - 1, sum)).await;
                *sum += 1;
            }
        }

        async fn both() -> (u64, u32) {
            let mut sum = 0;
            count(3, &mut sum).await;
            (fib(9).await, sum)
        }
    }
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .unwrap();
    let task = tokio.spawn(both());
    assert_eq!(tokio.block_on(task).unwrap(), (34, 9));
}

#[cfg(feature = "stream")]
#[test]
fn an_async_generator_is_a_stream() {
    use futures::StreamExt;
    coro! {
        async fn ticks(count: u32) yields u32 {
            for tick in 0..count {
                sleep(Duration::from_millis(1)).await;
                yield_value!(tick);
                yield_wait!();
            }
        }

        fn add_up() -> u32 {
            yield_from!(ticks(5).into_stream().fold(0, |sum, tick| async move { sum + tick }))
        }
    }
    assert_eq!(EventLoop::run(add_up()), 10);
    let collected = futures::executor::block_on(ticks(3).into_stream().collect::<Vec<_>>());
    assert_eq!(collected, [0, 1, 2]);
}

/// A body in a box waits as its states would.
#[cfg(feature = "stream")]
#[test]
fn an_async_generator_that_borrows_its_own_is_a_stream() {
    use futures::StreamExt;
    coro! {
        async fn pieces(text: String) yields String {
            let mut open: Vec<&str> = vec![&text];
            while let Some(piece) = open.pop() {
                sleep(Duration::from_millis(1)).await;
                match piece.split_once(' ') {
                    Some((one, rest)) => open.extend([rest, one]),
                    None => yield_value!(piece.to_string()),
                }
            }
        }

        async fn joined() -> String {
            let text = "in a few words".to_string();
            pieces(text).into_stream().collect::<Vec<_>>().await.join("-")
        }
    }
    let clock = VirtualClock::new();
    let event_loop = EventLoop::with_clock(clock.clone());
    assert_eq!(
        event_loop.run_until_complete(joined()).unwrap(),
        "in-a-few-words"
    );
    assert_eq!(clock.elapsed(), Duration::from_millis(7));
    let words = pieces("a b".to_string()).into_stream();
    let words = futures::executor::block_on(words.collect::<Vec<_>>());
    assert_eq!(words, ["a", "b"]);
}

coro! {
    async fn at_once() {}

    /// What is polled behind a coroutine that ran as a future inside.
    async fn after_one_inside() {
        async { at_once().await }.await;
        Forever.await;
    }
}

/// Never woken.
struct Forever;

impl Future for Forever {
    type Output = ();

    fn poll(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<()> {
        std::task::Poll::Pending
    }
}

#[test]
fn a_future_behind_a_coroutine_that_ran_as_a_future_is_given_the_waker() {
    struct Woken(std::sync::atomic::AtomicBool);
    impl std::task::Wake for Woken {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.store(true, std::sync::atomic::Ordering::Relaxed);
        }
    }
    let woken = std::sync::Arc::new(Woken(false.into()));
    let waker = std::task::Waker::from(woken.clone());
    let mut future = std::pin::pin!(after_one_inside());
    let polled = future
        .as_mut()
        .poll(&mut std::task::Context::from_waker(&waker));
    assert!(polled.is_pending());
    // it would be polled in vain again and again
    assert!(!woken.0.load(std::sync::atomic::Ordering::Relaxed));
}
