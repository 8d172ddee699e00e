//! futures' `LocalPool`, with the timers of async-io.

use std::time::Duration;

use async_io::Timer;
use futures::executor::LocalPool;
use futures::future::RemoteHandle;
use futures::task::LocalSpawnExt;

use super::{Counter, Runtime, futures_in_common as common, spread};

pub const RUNTIME: Runtime = Runtime {
    name: "LocalPool",
    yield_now,
    spawn_and_join,
    ring,
    timers,
    wakes,
    wake_all,
    sleeping,
    join_all,
    timeouts,
    set_and_wait,
};

fn spawn<F>(pool: &LocalPool, future: F) -> RemoteHandle<F::Output>
where
    F: Future + 'static,
{
    pool.spawner()
        .spawn_local_with_handle(future)
        .expect("the pool is there")
}

fn join<T: 'static>(mut pool: LocalPool, tasks: Vec<RemoteHandle<T>>) {
    pool.run_until(async {
        for task in tasks {
            task.await;
        }
    });
}

fn yield_now(tasks: u32, steps: u32) {
    let pool = LocalPool::new();
    let tasks = (0..tasks)
        .map(|_| spawn(&pool, common::steps(steps)))
        .collect();
    join(pool, tasks);
}

fn spawn_and_join(tasks: u32) {
    let mut pool = LocalPool::new();
    let spawner = pool.spawner();
    pool.run_until(async move {
        let task = |each| spawner.spawn_local_with_handle(async move { each });
        let tasks: Vec<_> = (0..tasks).map(task).collect();
        for task in tasks {
            task.expect("the pool is there").await;
        }
    });
}

fn ring(count: u32, laps: u32) {
    let pool = LocalPool::new();
    let tasks = common::ring(count, laps)
        .into_iter()
        .map(|task| spawn(&pool, task))
        .collect();
    join(pool, tasks);
}

fn timers(tasks: u32, milliseconds: u64) {
    let pool = LocalPool::new();
    let task = |number| {
        spawn(&pool, async move {
            Timer::after(spread(number, milliseconds)).await;
        })
    };
    let tasks = (0..tasks).map(task).collect();
    join(pool, tasks);
}

fn wakes(counter: &Counter, count: u64) {
    LocalPool::new().run_until(counter.reaches(count));
}

fn wake_all(counters: &[Counter], rounds: u64) {
    let pool = LocalPool::new();
    let tasks = counters
        .iter()
        .map(|counter| spawn(&pool, common::wakes_in_rounds(counter.clone(), rounds)))
        .collect();
    join(pool, tasks);
}

fn sleeping(tasks: u32, look: &mut dyn FnMut()) {
    let mut pool = LocalPool::new();
    for _ in 0..tasks {
        let task = async {
            Timer::after(Duration::from_secs(3600)).await;
        };
        pool.spawner().spawn_local(task).expect("the pool is there");
    }
    pool.run_until_stalled();
    look();
}

fn join_all(times: u32) {
    LocalPool::new().run_until(common::join_all(times));
}

fn timeouts(count: u32) {
    LocalPool::new().run_until(common::timeouts(count));
}

fn set_and_wait(count: u32) {
    LocalPool::new().run_until(common::set_and_wait(count));
}
