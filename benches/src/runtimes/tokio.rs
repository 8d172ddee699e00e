//! tokio: a runtime of one thread with a `LocalSet`.

use std::future::Future;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::sync::oneshot::{Receiver, Sender, channel};
use tokio::task::{LocalSet, spawn_local, yield_now as yield_once};
use tokio::time::{sleep, timeout};

use super::{Counter, HOUR, Runtime, futures_in_common as common, spread};

pub const RUNTIME: Runtime = Runtime {
    name: "tokio",
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

struct Token(Receiver<Token>);

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = Builder::new_current_thread().enable_time().build();
    LocalSet::new().block_on(&runtime.expect("a runtime"), future)
}

fn yield_now(tasks: u32, steps: u32) {
    block_on(async move {
        let task = |_| {
            spawn_local(async move {
                for _ in 0..steps {
                    yield_once().await;
                }
            })
        };
        let tasks: Vec<_> = (0..tasks).map(task).collect();
        for task in tasks {
            task.await.expect("it returns");
        }
    });
}

fn spawn_and_join(tasks: u32) {
    block_on(async move {
        let tasks: Vec<_> = (0..tasks)
            .map(|each| spawn_local(async move { each }))
            .collect();
        for task in tasks {
            task.await.expect("it returns");
        }
    });
}

async fn pass_on(mut from: Receiver<Token>, mut to: Sender<Token>, laps: u32) {
    for _ in 0..laps {
        from = from.await.expect("the one before sends").0;
        let (next_to, next_from) = channel();
        let sent_to = std::mem::replace(&mut to, next_to);
        drop(sent_to.send(Token(next_from)));
    }
}

fn ring(count: u32, laps: u32) {
    block_on(async move {
        let (start, mut from) = channel();
        let mut tasks = Vec::new();
        for _ in 1..count {
            let (to, next) = channel();
            tasks.push(spawn_local(pass_on(from, to, laps)));
            from = next;
        }
        let (to, back) = channel();
        tasks.push(spawn_local(pass_on(from, to, laps)));
        drop(start.send(Token(back)));
        for task in tasks {
            task.await.expect("it returns");
        }
    });
}

fn timers(tasks: u32, milliseconds: u64) {
    block_on(async move {
        let task = |number| spawn_local(sleep(spread(number, milliseconds)));
        let tasks: Vec<_> = (0..tasks).map(task).collect();
        for task in tasks {
            task.await.expect("it returns");
        }
    });
}

fn wakes(counter: &Counter, count: u64) {
    block_on(counter.reaches(count));
}

fn wake_all(counters: &[Counter], rounds: u64) {
    let counters = counters.to_vec();
    block_on(async move {
        let task =
            |counter: &Counter| spawn_local(common::wakes_in_rounds(counter.clone(), rounds));
        let tasks: Vec<_> = counters.iter().map(task).collect();
        for task in tasks {
            task.await.expect("it returns");
        }
    });
}

fn sleeping(tasks: u32, look: &mut dyn FnMut()) {
    block_on(async move {
        for _ in 0..tasks {
            drop(spawn_local(sleep(Duration::from_secs(3600))));
        }
        yield_once().await;
        // Until each of them has started its timer.
        sleep(Duration::from_millis(1)).await;
        yield_once().await;
        look();
    });
}

fn join_all(times: u32) {
    block_on(common::join_all(times));
}

fn timeouts(count: u32) {
    block_on(async move {
        for _ in 0..count {
            timeout(HOUR, common::steps(1))
                .await
                .expect("an hour is long");
        }
    });
}

fn set_and_wait(count: u32) {
    block_on(async move {
        for each in 0..count {
            let (sender, receiver) = channel();
            sender.send(each).expect("the receiver is there");
            receiver.await.expect("it was sent");
        }
    });
}
