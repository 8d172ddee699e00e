//! Each example is dropped, or its tasks cancelled, at each place where it pauses: nothing is left of it.
//!
//! The allocator counts. This has no test harness, which would allocate for what the examples print; they print to
//! nowhere, in a process of their own.

#![forbid(unsafe_code)]

use std::alloc::System;
use std::env;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use coro_core::{
    Coroutine, CoroutineState, EventLoop, VirtualClock, Wait, coro, round_robin, sleep, spawn,
    timeout,
};
use examples::pages::PageServer;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The examples as they are.
macro_rules! examples {
    ($($name:ident = $file:literal;)*) => {
        $(
            #[allow(dead_code)]
            #[path = $file]
            mod $name;
        )*
    };
}

examples! {
    concurrent_requests = "../examples/ex02_concurrent_requests.rs";
    generator = "../examples/ex06_generator.rs";
    generator_in_generator = "../examples/ex07_generator_in_generator.rs";
    for_loop = "../examples/ex08_for_loop.rs";
    taking_turns = "../examples/ex09_generators_taking_turns.rs";
    yield_from = "../examples/ex10_yield_from.rs";
    async_await = "../examples/ex11_async_await.rs";
    event_loop = "../examples/ex12_event_loop.rs";
    event_loop_async = "../examples/ex13_event_loop_async.rs";
}

/// Bytes that were allocated and not given back.
fn alive() -> isize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated as isize - stats.bytes_deallocated as isize
}

/// `times` times the same, after once for what is made once.
fn leaves_nothing(what: &str, times: u32, mut run: impl FnMut(u32)) {
    (0..times).for_each(&mut run);
    let before = alive();
    (0..times).for_each(&mut run);
    let left = alive() - before;
    assert_eq!(left, 0, "{what} leaves {left} bytes");
    eprintln!("{what}: dropped at {times} places");
}

/// Dropped after each number of steps, and at its end.
fn dropped_everywhere<C: Coroutine>(what: &str, make: impl Fn() -> C) {
    let mut whole = make();
    let mut pauses = 0;
    while let CoroutineState::Yielded(_) = whole.resume(()) {
        pauses += 1;
    }
    leaves_nothing(what, pauses + 2, |steps| {
        let mut machine = make();
        for _ in 0..steps {
            drop(machine.resume(()));
        }
    });
}

coro! {
    fn turns(count: u32) {
        for _ in 0..count {
            yield_wait!();
        }
    }

    fn cancelled_after<C>(coroutine: C, time: Duration)
    where
        C: Coroutine<Yield = Wait, Return = ()> + 'static,
    {
        let task = spawn(coroutine);
        yield_from!(sleep(time));
        task.cancel();
        // Whoever has waited for it gets an error, and lets go of it.
        let _ = yield_from!(task.into_result());
    }
}

/// Ended every half second: by a timeout, by cancelling its task, by dropping the loop.
fn ended_everywhere<C>(what: &str, make: impl Fn() -> C)
where
    C: Coroutine<Yield = Wait, Return = ()> + 'static,
{
    leaves_nothing(what, 3 * 26, |number| {
        let (time, how) = (Duration::from_millis(500) * (number / 3), number % 3);
        let event_loop = EventLoop::with_clock(VirtualClock::new());
        match how {
            0 => drop(event_loop.run_until_complete(timeout(time, make()))),
            1 => event_loop
                .run_until_complete(cancelled_after(make(), time))
                .unwrap(),
            _ => {
                drop(event_loop.spawn(make()));
                event_loop.run_until_complete(sleep(time)).unwrap();
            }
        }
    });
}

fn all() {
    dropped_everywhere("ex06", generator::example_generator);
    dropped_everywhere("ex07", generator_in_generator::generator_a);
    dropped_everywhere("ex08", for_loop::generator);
    leaves_nothing("ex09", 4, |results| {
        let one = taking_turns::request_1_generator().boxed();
        let two = taking_turns::request_2_generator().boxed();
        round_robin([one, two])
            .take(results as usize)
            .for_each(drop);
    });
    dropped_everywhere("ex10", yield_from::coroutine_a);
    leaves_nothing("ex11", 20, |count| {
        let event_loop = EventLoop::new();
        drop(event_loop.spawn(async_await::coroutine_a()));
        event_loop.run_until_complete(turns(count)).unwrap();
    });
    ended_everywhere("ex12", event_loop::main_task);
    ended_everywhere("ex13", event_loop_async::main_task);
    sockets();
}

/// Real sockets, whose reactor has a thread of its own that allocates when it likes: what grows with the number of
/// runs is a leak.
fn sockets() {
    let server = PageServer::start();
    let pages = server.pages();
    let run = |milliseconds: u64| {
        let requests = concurrent_requests::request_pages(pages.clone());
        let time = Duration::from_millis(milliseconds);
        let _ = EventLoop::run(timeout(time, requests));
    };
    let places = [0, 1, 5, 100, 200, 250, 330, 400];
    (0..2).for_each(|_| places.into_iter().for_each(run));
    // The server lets go of a connection when it sees that it was closed.
    let settle = || std::thread::sleep(Duration::from_millis(600));
    settle();
    let before = alive();
    (0..3).for_each(|_| places.into_iter().for_each(run));
    settle();
    let left = alive() - before;
    assert!(left < 4096, "ex02 leaves {left} bytes");
    eprintln!(
        "ex02: dropped at {} places, {left} bytes more after 3 rounds",
        places.len()
    );
}

fn main() -> ExitCode {
    const INSIDE: &str = "CORO_TEST_LEAKS";
    if env::var_os(INSIDE).is_some() {
        all();
        return ExitCode::SUCCESS;
    }
    let itself = env::current_exe().expect("its own path");
    let status = Command::new(itself)
        .env(INSIDE, "1")
        .stdout(Stdio::null())
        .status();
    match status.expect("it starts").success() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
