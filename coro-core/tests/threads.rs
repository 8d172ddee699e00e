//! Waking from other threads, the thread pool, and what an idle loop costs.

#![forbid(unsafe_code)]

use std::cell::RefCell;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use coro_core::event_loop::{Executor, Resolver, RunError};
use coro_core::{
    EventLoop, Promise, VirtualClock, coro, join_all, race, run_in_executor, sleep, spawn, timeout,
};

const THREADS: u64 = 24;
/// Of each thread; the release build has time for all hundred thousand.
const WAKES: u64 = if cfg!(debug_assertions) {
    10_000
} else {
    100_000
};

/// Counted up by threads, each of which wakes who waits.
#[derive(Default)]
struct Counter {
    count: AtomicU64,
    waker: Mutex<Option<Waker>>,
    is_polled: AtomicBool,
}

impl Counter {
    fn add(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
        let waker = self.waker.lock().unwrap().clone();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Waits for so many.
    async fn reaches(&self, count: u64) {
        poll_fn(|context| {
            assert!(
                !self.is_polled.swap(true, Ordering::SeqCst),
                "it runs twice at once"
            );
            *self.waker.lock().unwrap() = Some(context.waker().clone());
            let reached = self.count.load(Ordering::SeqCst) >= count;
            self.is_polled.store(false, Ordering::SeqCst);
            if reached {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}

coro! {
    fn count_to(counter: Arc<Counter>, count: u64) {
        yield_from!(async move { counter.reaches(count).await });
    }
}

#[test]
fn no_wake_up_is_lost() {
    let counters: Vec<Arc<Counter>> = (0..8).map(|_| Arc::default()).collect();
    let event_loop = EventLoop::new();
    let tasks: Vec<_> = counters
        .iter()
        .map(|counter| event_loop.spawn(count_to(counter.clone(), THREADS * WAKES / 8)))
        .collect();
    thread::scope(|scope| {
        for number in 0..THREADS {
            let counters = &counters;
            scope.spawn(move || {
                for wake in 0..WAKES {
                    counters[((number + wake) % 8) as usize].add();
                }
            });
        }
        event_loop.run_until_complete(join_all(tasks)).unwrap();
    });
    let sum: u64 = counters
        .iter()
        .map(|counter| counter.count.load(Ordering::SeqCst))
        .sum();
    assert_eq!(sum, THREADS * WAKES);
}

#[test]
fn promises_are_resolved_by_threads_that_hammer_them() {
    const PROMISES: usize = 20_000;
    coro! {
        fn wait_for_all(promises: Vec<Promise<usize>>) -> usize {
            let mut sum = 0;
            for promise in promises {
                sum += yield_from!(promise);
            }
            sum
        }
    }
    let promises: Vec<Promise<usize>> = (0..PROMISES).map(|_| Promise::new()).collect();
    let resolvers: Vec<Resolver<usize>> = promises.iter().map(Promise::resolver).collect();
    let next = AtomicUsize::new(0);
    let refused = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                // Two threads try to resolve each.
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    let Some(resolver) = resolvers.get(number / 2) else {
                        return;
                    };
                    if resolver.try_resolve(number / 2).is_err() {
                        refused.fetch_add(1, Ordering::SeqCst);
                    }
                }
            });
        }
        let sum = EventLoop::run(wait_for_all(promises));
        assert_eq!(sum, PROMISES * (PROMISES - 1) / 2);
    });
    assert_eq!(refused.into_inner(), PROMISES);
}

#[test]
fn a_promise_whose_resolvers_are_gone_is_a_deadlock() {
    let promise = Promise::<u32>::new();
    let resolver = promise.resolver();
    let dropping = thread::spawn(move || {
        thread::sleep(Duration::from_millis(10));
        drop(resolver);
    });
    let stuck = EventLoop::new().run_until_complete(promise);
    assert!(matches!(stuck, Err(RunError::Deadlock(_))));
    dropping.join().unwrap();
}

#[test]
fn results_and_panics_come_back_from_the_pool() {
    let executor = Executor::new(3);
    let calls = (0..100).map(|number| executor.run(move || number * 2));
    let doubled = EventLoop::run(join_all(calls));
    assert!(doubled.into_iter().eq((0..100).map(|number| number * 2)));

    let failing = run_in_executor(|| panic!("in the pool"));
    let payload = catch_unwind(AssertUnwindSafe(|| EventLoop::run(failing))).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"in the pool"));
    assert_eq!(EventLoop::run(executor.run(|| 1)), 1);
}

#[test]
fn the_pool_has_no_more_threads_than_it_may() {
    let executor = Executor::new(2);
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let call = |_| {
        let (running, most) = (running.clone(), most.clone());
        executor.run(move || {
            most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(1));
            running.fetch_sub(1, Ordering::SeqCst);
        })
    };
    EventLoop::run(join_all((0..20).map(call)));
    assert!(most.load(Ordering::SeqCst) <= 2);
}

#[test]
fn a_call_that_nobody_waits_for_any_more_does_not_cost_the_pool() {
    let executor = Executor::new(1);
    let (release, released) = std::sync::mpsc::channel::<()>();
    let (begin, begun) = std::sync::mpsc::channel::<()>();
    let called = Arc::new(AtomicBool::new(false));
    let event_loop = EventLoop::new();
    let first = event_loop.spawn(executor.run(move || {
        begin.send(()).unwrap();
        released.recv().unwrap();
    }));
    let second = event_loop.spawn({
        let called = called.clone();
        executor.run(move || called.store(true, Ordering::SeqCst))
    });
    event_loop.run_until_stalled();
    // The only thread is busy with the first, so the second waits in the queue.
    begun.recv().unwrap();
    first.cancel();
    second.cancel();
    release.send(()).unwrap();
    event_loop.run_until_complete(executor.run(|| ())).unwrap();
    assert!(!called.load(Ordering::SeqCst), "the second was never begun");
}

#[test]
fn virtual_time_stands_still_while_the_pool_works() {
    let slow = run_in_executor(|| thread::sleep(Duration::from_millis(20)));
    let event_loop = EventLoop::with_clock(VirtualClock::new());
    let result = event_loop.run_until_complete(timeout(Duration::from_secs(10), slow));
    assert_eq!(result.unwrap(), Ok(()));
}

#[test]
fn a_monitor_sees_a_task_that_never_pauses() {
    coro! {
        fn busy(stop: Arc<AtomicBool>) {
            yield_wait!();
            while !stop.load(Ordering::SeqCst) {
                std::hint::spin_loop();
            }
        }
    }
    let stop = Arc::new(AtomicBool::new(false));
    let event_loop = EventLoop::new();
    let monitor = event_loop.monitor();
    let watching = thread::spawn({
        let (monitor, stop) = (monitor.clone(), stop.clone());
        move || loop {
            if let Some(running) = monitor.running()
                && running.running_time() > Duration::from_millis(5)
            {
                stop.store(true, Ordering::SeqCst);
                return running.to_string();
            }
        }
    });
    event_loop.run_until_complete(busy(stop)).unwrap();
    let seen = watching.join().unwrap();
    assert!(
        seen.contains("task 1 `busy` has been running for "),
        "{seen}"
    );
    assert!(monitor.running().is_none());
}

#[test]
fn a_loop_wakes_in_time_from_its_sleep() {
    let start = Instant::now();
    EventLoop::run(race((
        sleep(Duration::from_millis(30)),
        sleep(Duration::from_secs(100)),
    )));
    let slept = start.elapsed();
    assert!(slept >= Duration::from_millis(30), "{slept:?}");
    assert!(slept < Duration::from_secs(20), "{slept:?}");
}

/// The processor time of this thread in the system's ticks of a hundredth second.
#[cfg(target_os = "linux")]
fn processor_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_loop_uses_no_processor_time() {
    let before = processor_ticks();
    let promise = Promise::<u32>::new();
    let resolver = promise.resolver();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        resolver.resolve(1);
    });
    let event_loop = EventLoop::new();
    for _ in 0..1000 {
        drop(event_loop.spawn(sleep(Duration::from_secs(1000))));
    }
    event_loop.run_until_complete(promise).unwrap();
    assert!(processor_ticks() - before <= 2);
}

thread_local! {
    static KEPT: RefCell<Option<EventLoop>> = const { RefCell::new(None) };
}

#[test]
fn a_loop_may_be_dropped_with_its_thread() {
    coro! {
        fn keeps_sleeping() {
            let inner = spawn(sleep(Duration::from_secs(5)));
            yield_from!(inner);
        }
    }
    let ended = thread::spawn(|| {
        let event_loop = EventLoop::new();
        drop(event_loop.spawn(keeps_sleeping()));
        event_loop.run_until_stalled();
        KEPT.set(Some(event_loop));
    });
    ended.join().unwrap();
}

#[test]
fn many_may_wait_for_what_a_thread_resolves_and_go_away_again() {
    coro! {
        fn wait_in_passing(promise: Promise<u32>, turns: u32) -> Option<u32> {
            for _ in 0..turns {
                let waited = timeout(Duration::from_micros(10), promise.clone()).await;
                if let Ok(value) = waited {
                    return Some(value);
                }
            }
            None
        }

        fn wait_to_the_end(promise: Promise<u32>) -> u32 {
            yield_from!(promise)
        }
    }
    let promise = Promise::new();
    let resolver = promise.resolver();
    let event_loop = EventLoop::new();
    let waiting: Vec<_> = (0..1000)
        .map(|_| event_loop.spawn(wait_to_the_end(promise.clone())))
        .collect();
    let passing = join_all((0..100).map(|_| wait_in_passing(promise.clone(), 10)));
    event_loop.run_until_complete(passing).unwrap();
    let resolving = thread::spawn(move || resolver.resolve(7));
    let values = event_loop.run_until_complete(join_all(waiting)).unwrap();
    assert_eq!(values, [7; 1000]);
    resolving.join().unwrap();
}

#[test]
fn a_resolver_wakes_those_who_waited_before_it_was_made() {
    coro! {
        fn resolve_late(promise: Promise<u32>) -> (u32, u32) {
            let one = spawn(promise.clone());
            let other = spawn(promise.clone());
            // Both wait by now.
            yield_wait!();
            let resolver = promise.resolver();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(20));
                resolver.resolve(7);
            });
            (yield_from!(one), yield_from!(other))
        }
    }
    assert_eq!(EventLoop::run(resolve_late(Promise::new())), (7, 7));
}

/// Who holds the waker of whoever polls [`Keeps::into_wake`].
#[derive(Clone, Default)]
struct Keeps(Arc<Mutex<Option<Waker>>>);

impl Keeps {
    fn into_wake(self) -> impl Future<Output = ()> + Unpin {
        let mut is_woken = false;
        poll_fn(move |context| {
            *self.0.lock().unwrap() = Some(context.waker().clone());
            match std::mem::replace(&mut is_woken, true) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        })
    }
}

#[test]
fn a_waker_that_is_held_may_be_called_and_one_that_was_dropped_is_a_deadlock() {
    coro! {
        fn wait(keeps: Keeps) {
            yield_from!(keeps.into_wake());
        }
    }
    let keeps = Keeps::default();
    let dropping = keeps.clone();
    let waiting = thread::spawn(
        move || match EventLoop::new().run_until_complete(wait(keeps)) {
            Err(RunError::Deadlock(deadlock)) => deadlock.to_string(),
            other => panic!("{other:?}"),
        },
    );
    while dropping.0.lock().unwrap().is_none() {
        thread::yield_now();
    }
    // As long as it is held somebody may call it.
    thread::sleep(Duration::from_millis(50));
    assert!(!waiting.is_finished());
    let waker = dropping.0.lock().unwrap().take();
    drop(waker);
    let deadlock = waiting.join().unwrap();
    assert!(deadlock.contains("`wait`"), "{deadlock}");
    assert!(deadlock.contains("waits for the future"), "{deadlock}");
}
