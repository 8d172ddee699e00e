//! Each example is dropped, or its tasks cancelled, at each place where it pauses: nothing is left of it.
//!
//! The allocator counts. This has no test harness, which would allocate for what the examples print; they print to
//! nowhere, in a process of their own.

#![forbid(unsafe_code)]

use std::alloc::System;
use std::env;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use coro_core::{
    Coroutine, CoroutineState, EventLoop, Promise, VirtualClock, Wait, coro, round_robin, sleep,
    spawn, timeout,
};
use examples::http::{Limits, Link, Request, Response, Server, Step, protocol, serve};
use examples::pages::PageServer;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The examples as they are.
macro_rules! examples {
    ($($name:ident = $file:literal;)*) => {
        $(
            #[allow(dead_code, unused_imports)]
            #[path = $file]
            mod $name;
        )*
    };
}

examples! {
    concurrent_requests = "../examples/ex02_concurrent_requests.rs";
    single_iterator = "../examples/ex03_single_iterator.rs";
    one_after_the_other = "../examples/ex04_one_after_the_other.rs";
    requests_taking_turns = "../examples/ex05_taking_turns.rs";
    generator = "../examples/ex06_generator.rs";
    generator_in_generator = "../examples/ex07_generator_in_generator.rs";
    for_loop = "../examples/ex08_for_loop.rs";
    taking_turns = "../examples/ex09_generators_taking_turns.rs";
    yield_from = "../examples/ex10_yield_from.rs";
    async_await = "../examples/ex11_async_await.rs";
    event_loop = "../examples/ex12_event_loop.rs";
    event_loop_async = "../examples/ex13_event_loop_async.rs";
    dining = "../examples/dining.rs";
    mutex = "../examples/mutex.rs";
    rollback = "../examples/rollback.rs";
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

/// The same of one that is lent a world, for this many steps.
fn lent_everywhere<W, C>(what: &str, steps: u32, make: impl Fn() -> (W, C))
where
    C: for<'w> Coroutine<&'w mut W>,
{
    leaves_nothing(what, steps, |steps| {
        let (mut world, mut machine) = make();
        for _ in 0..steps {
            if machine.resume(&mut world).complete().is_some() {
                break;
            }
        }
    });
}

/// Machines that are forked and lent a world.
fn games() {
    lent_everywhere("dining", 12, || {
        (dining::Table::laid_for(3), dining::philosopher(0, 0, 1))
    });
    lent_everywhere("mutex", 24, || {
        (mutex::Memory::default(), mutex::peterson(0))
    });
    lent_everywhere("mutex, hasty", 24, || {
        (mutex::Memory::default(), mutex::hasty(1))
    });
    leaves_nothing("rollback", 100, |frames| {
        let mut game = rollback::new_game();
        let mut saved = game.clone();
        for frame in 0..frames as usize {
            game.frame(rollback::guessed(frame));
            if frame % 10 == 0 {
                saved = game.clone();
            }
        }
        drop((saved, game));
    });
}

const SAID: &[u8] = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n\
    POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello\
    GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/// What a server says on a connection that sends these bytes, a few at a time, and breaks off.
fn connections() {
    leaves_nothing("http_server", 60, |steps| {
        let (mut link, mut machine) = (Link::default(), protocol());
        let mut unsaid = SAID.chunks(7);
        for _ in 0..steps {
            match machine.resume(&mut link) {
                CoroutineState::Yielded(Step::Read) => match unsaid.next() {
                    Some(piece) => link.input.extend_from_slice(piece),
                    None => link.ended = true,
                },
                CoroutineState::Yielded(Step::Handle(request)) => {
                    let (_, body) = request.into_parts();
                    link.response = Some(Response { status: 200, body });
                }
                CoroutineState::Yielded(Step::Write(_)) => {}
                CoroutineState::Complete(()) => break,
            }
        }
    });
}

fn all() {
    // none of these can be left in the middle: they are not coroutines of ours yet
    leaves_nothing("ex03", 2, |_| single_iterator::main());
    leaves_nothing("ex04", 2, |_| one_after_the_other::main());
    leaves_nothing("ex05", 2, |_| requests_taking_turns::main());
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
    games();
    connections();
    sockets();
}

/// Real sockets, whose reactor has a thread of its own that allocates when it likes: what grows with the number of
/// runs is a leak. Each run ends after one of these times.
fn grows_little(what: &str, milliseconds: &[u64], run: impl Fn(Duration)) {
    let all = || {
        let times = milliseconds.iter().copied();
        times.map(Duration::from_millis).for_each(&run);
    };
    (0..2).for_each(|_| all());
    // The other side lets go of a connection when it sees that it was closed.
    let settle = || std::thread::sleep(Duration::from_millis(600));
    settle();
    let before = alive();
    (0..3).for_each(|_| all());
    settle();
    let left = alive() - before;
    assert!(left < 4096, "{what} leaves {left} bytes");
    eprintln!(
        "{what}: dropped at {} places, {left} bytes more after 3 rounds",
        milliseconds.len()
    );
}

fn sockets() {
    let server = PageServer::start();
    let pages = server.pages();
    grows_little("ex02", &[0, 1, 5, 100, 200, 250, 330, 400], |time| {
        let requests = concurrent_requests::request_pages(pages.clone());
        let _ = EventLoop::run(timeout(time, requests));
    });
    // While it accepts, reads, waits for the answer, writes, and waits for the next request.
    let places = [0, 1, 2, 3, 5, 8, 12, 20, 30, 50];
    grows_little("http_server, serving", &places, |time| {
        let server = Server::bind(([127, 0, 0, 1], 0)).expect("a port is free");
        let address = server.address().expect("it listens");
        let clients = [(); 3].map(|()| std::thread::spawn(move || ask_slowly(address)));
        let serving = serve(server, answer, Limits::default(), Promise::new());
        let _ = EventLoop::run(timeout(time, serving));
        for client in clients {
            // The server may have closed the connection at any place.
            let _ = client.join().expect("a client does not panic");
        }
    });
}

/// Sends requests a few bytes at a time, and reads until the server closes the connection.
fn ask_slowly(address: SocketAddr) -> io::Result<()> {
    let mut socket = TcpStream::connect(address)?;
    for piece in SAID.chunks(20) {
        socket.write_all(piece)?;
        std::thread::sleep(Duration::from_millis(3));
    }
    socket.read_to_end(&mut Vec::new())?;
    Ok(())
}

coro! {
    fn answer(request: Request) -> Response {
        let (_, body) = request.into_parts();
        yield_from!(sleep(Duration::from_millis(2)));
        Response { status: 200, body }
    }
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
