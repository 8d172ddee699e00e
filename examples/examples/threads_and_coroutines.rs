//! How threads differ: the article's last part.
//!
//! Waiting is what coroutines are for: ten thousand of them wait on one thread in the time and
//! memory that a few threads take. Computing is what threads are for: a coroutine that computes
//! keeps the others of its loop waiting, unless the work is given to threads and waited for.

use std::thread;
use std::time::{Duration, Instant};

use coro_core::event_loop::{interval, now};
use coro_core::{EventLoop, coro, join_all, race, run_in_executor, sleep};

const NAP: Duration = Duration::from_millis(200);

coro! {
    async fn nap() {
        sleep(NAP).await;
    }

    /// Counts ticks of ten milliseconds, and tells of the longest time between two.
    async fn heartbeat(until: Instant) -> Duration {
        let mut longest = Duration::ZERO;
        let mut last = now();
        for tick in interval(Duration::from_millis(10)) {
            tick.await;
            longest = longest.max(now() - last);
            last = now();
            if last >= until {
                break;
            }
        }
        longest
    }

    async fn compute_here() -> Duration {
        let _ = count_primes(PRIMES_BELOW);
        never().await
    }

    async fn compute_on_threads() -> Duration {
        let _ = join_all((0..2).map(|_| run_in_executor(|| count_primes(PRIMES_BELOW)))).await;
        never().await
    }

    async fn never() -> Duration {
        std::future::pending().await
    }
}

const PRIMES_BELOW: u32 = if cfg!(debug_assertions) {
    200_000
} else {
    2_000_000
};

fn count_primes(below: u32) -> usize {
    let is_prime = |number: &u32| {
        (2..)
            .take_while(|i| i * i <= *number)
            .all(|i| !number.is_multiple_of(i))
    };
    (2..below).filter(is_prime).count()
}

fn main() {
    let start = Instant::now();
    EventLoop::run(join_all((0..10_000).map(|_| nap())));
    println!(
        "10000 coroutines that wait {NAP:?} took {:?}",
        start.elapsed()
    );

    let start = Instant::now();
    let threads: Vec<_> = (0..100)
        .map(|_| thread::spawn(|| thread::sleep(NAP)))
        .collect();
    threads
        .into_iter()
        .for_each(|thread| thread.join().expect("it only sleeps"));
    println!("100 threads that wait {NAP:?} took {:?}", start.elapsed());

    let half_a_second = || Instant::now() + Duration::from_millis(500);
    let longest = EventLoop::run(race((heartbeat(half_a_second()), compute_here())));
    println!("computing in a coroutine: the heart stood still for {longest:?}");

    let longest = EventLoop::run(race((heartbeat(half_a_second()), compute_on_threads())));
    println!("computing on two threads: the heart stood still for {longest:?}");
}
