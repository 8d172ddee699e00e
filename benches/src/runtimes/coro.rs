//! Our own loop.

use std::time::Duration;

use coro_core::{EventLoop, Promise, Task, coro, join_all as all_of, sleep, spawn, timeout};

use super::{Counter, HOUR, Runtime, spread};

pub const RUNTIME: Runtime = Runtime {
    name: "coro",
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

/// What is passed around: the next promise of the one who receives it.
struct Token(Promise<Token>);

coro! {
    fn steps(count: u32) {
        for _ in 0..count {
            yield_wait!();
        }
    }

    fn number(number: u32) -> u32 {
        number
    }

    fn wait_for<T>(tasks: Vec<Task<T>>) {
        for task in tasks {
            yield_from!(task);
        }
    }

    fn pass_on(mut from: Promise<Token>, mut to: Promise<Token>, laps: u32) {
        for _ in 0..laps {
            from = yield_from!(from.into_value()).0;
            let next = Promise::new();
            let sent_to = std::mem::replace(&mut to, next.clone());
            sent_to.resolve(Token(next));
        }
    }

    fn sleeping_task(duration: Duration) {
        yield_from!(sleep(duration));
    }

    fn waking(counter: Counter, count: u64) {
        yield_from!(counter.reaches(count));
    }

    fn waking_in_rounds(counter: Counter, rounds: u64) {
        for round in 1..=rounds {
            yield_from!(counter.reaches(round));
            counter.has_seen();
        }
    }

    fn one_turn() {
        yield_wait!();
    }

    fn join_alls(times: u32) {
        for _ in 0..times {
            yield_from!(all_of((0..100).map(|_| one_turn())));
        }
    }

    fn pauses_with_time(count: u32) {
        for _ in 0..count {
            let _ = yield_from!(timeout(HOUR, one_turn()));
        }
    }

    fn values_that_are_there(count: u32) {
        for each in 0..count {
            let promise = Promise::new();
            promise.resolve(each);
            yield_from!(promise.into_value());
        }
    }

    fn spawn_all(count: u32) {
        let mut tasks = Vec::with_capacity(count as usize);
        for each in 0..count {
            tasks.push(spawn(number(each)));
        }
        yield_from!(wait_for(tasks));
    }
}

fn yield_now(tasks: u32, count: u32) {
    let event_loop = EventLoop::new();
    let tasks = (0..tasks).map(|_| event_loop.spawn(steps(count))).collect();
    event_loop.run_until_complete(wait_for(tasks)).unwrap();
}

fn spawn_and_join(tasks: u32) {
    EventLoop::run(spawn_all(tasks));
}

fn ring(count: u32, laps: u32) {
    let event_loop = EventLoop::new();
    let start = Promise::new();
    let mut from: Promise<Token> = start.clone();
    let mut tasks = Vec::new();
    for _ in 1..count {
        let to = Promise::new();
        tasks.push(event_loop.spawn(pass_on(from, to.clone(), laps)));
        from = to;
    }
    let back = Promise::new();
    tasks.push(event_loop.spawn(pass_on(from, back.clone(), laps)));
    start.resolve(Token(back));
    event_loop.run_until_complete(wait_for(tasks)).unwrap();
}

fn timers(tasks: u32, milliseconds: u64) {
    let event_loop = EventLoop::new();
    let sleeping = |number| event_loop.spawn(sleeping_task(spread(number, milliseconds)));
    let tasks = (0..tasks).map(sleeping).collect();
    event_loop.run_until_complete(wait_for(tasks)).unwrap();
}

fn wakes(counter: &Counter, count: u64) {
    EventLoop::run(waking(counter.clone(), count));
}

fn wake_all(counters: &[Counter], rounds: u64) {
    let event_loop = EventLoop::new();
    let tasks = counters
        .iter()
        .map(|counter| event_loop.spawn(waking_in_rounds(counter.clone(), rounds)));
    let tasks = tasks.collect();
    event_loop.run_until_complete(wait_for(tasks)).unwrap();
}

fn sleeping(tasks: u32, look: &mut dyn FnMut()) {
    let event_loop = EventLoop::new();
    for _ in 0..tasks {
        drop(event_loop.spawn(sleeping_task(Duration::from_secs(3600))));
    }
    event_loop
        .run_until_complete(all_of([one_turn(), one_turn()]))
        .unwrap();
    look();
}

fn join_all(times: u32) {
    EventLoop::run(join_alls(times));
}

fn timeouts(count: u32) {
    EventLoop::run(pauses_with_time(count));
}

fn set_and_wait(count: u32) {
    EventLoop::run(values_that_are_there(count));
}
