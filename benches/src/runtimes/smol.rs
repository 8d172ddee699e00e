//! async-executor's `LocalExecutor`, run by async-io.

use std::time::Duration;

use async_executor::LocalExecutor;
use async_io::{Timer, block_on};

use super::{Counter, Runtime, futures_in_common as common, spread};

pub const RUNTIME: Runtime = Runtime {
    name: "smol",
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

fn yield_now(tasks: u32, steps: u32) {
    let executor = LocalExecutor::new();
    let tasks: Vec<_> = (0..tasks)
        .map(|_| executor.spawn(common::steps(steps)))
        .collect();
    block_on(executor.run(async {
        for task in tasks {
            task.await;
        }
    }));
}

fn spawn_and_join(tasks: u32) {
    let executor = LocalExecutor::new();
    block_on(executor.run(async {
        let tasks: Vec<_> = (0..tasks)
            .map(|each| executor.spawn(async move { each }))
            .collect();
        for task in tasks {
            task.await;
        }
    }));
}

fn ring(count: u32, laps: u32) {
    let executor = LocalExecutor::new();
    let tasks = common::ring(count, laps)
        .into_iter()
        .map(|task| executor.spawn(task));
    let tasks: Vec<_> = tasks.collect();
    block_on(executor.run(async {
        for task in tasks {
            task.await;
        }
    }));
}

fn timers(tasks: u32, milliseconds: u64) {
    let executor = LocalExecutor::new();
    let task = |number| {
        executor.spawn(async move {
            Timer::after(spread(number, milliseconds)).await;
        })
    };
    let tasks: Vec<_> = (0..tasks).map(task).collect();
    block_on(executor.run(async {
        for task in tasks {
            task.await;
        }
    }));
}

fn wakes(counter: &Counter, count: u64) {
    let executor = LocalExecutor::new();
    block_on(executor.run(counter.reaches(count)));
}

fn wake_all(counters: &[Counter], rounds: u64) {
    let executor = LocalExecutor::new();
    let task = |counter: &Counter| executor.spawn(common::wakes_in_rounds(counter.clone(), rounds));
    let tasks: Vec<_> = counters.iter().map(task).collect();
    block_on(executor.run(async {
        for task in tasks {
            task.await;
        }
    }));
}

fn sleeping(tasks: u32, look: &mut dyn FnMut()) {
    let executor = LocalExecutor::new();
    for _ in 0..tasks {
        let task = executor.spawn(async {
            Timer::after(Duration::from_secs(3600)).await;
        });
        task.detach();
    }
    while executor.try_tick() {}
    look();
}

fn join_all(times: u32) {
    block_on(LocalExecutor::new().run(common::join_all(times)));
}

fn timeouts(count: u32) {
    block_on(LocalExecutor::new().run(common::timeouts(count)));
}

fn set_and_wait(count: u32) {
    block_on(LocalExecutor::new().run(common::set_and_wait(count)));
}
