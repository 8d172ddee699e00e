//! As many connections at once as the system allows, at most ten thousand, each over a real socket.
//!
//! The clients are in a process of their own, this test once more, so that each side has all the files that a
//! process may open. Run with `--nocapture` it tells what a connection costs.

#![forbid(unsafe_code)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use coro_core::{EventLoop, Promise, coro};
use examples::http::{Limits, Request, Response, Server, serve};

/// Where the clients find the address, and how many they shall be.
const ADDRESS: &str = "CORO_TEST_ADDRESS";
const CONNECTIONS: &str = "CORO_TEST_CONNECTIONS";

const REQUEST: &[u8] = b"GET /a HTTP/1.1\r\n\r\n";

coro! {
    fn answer(request: Request) -> Response {
        let (path, _) = request.into_parts();
        yield_wait!();
        Response::text(200, path)
    }
}

/// How many files a process may open.
fn most_files() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().nth(3)?.parse().ok());
    // What every system grants.
    soft.unwrap_or(256)
}

/// Bytes of memory of this process; 0 where the system does not tell.
fn resident() -> u64 {
    let statm = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = statm.split_whitespace().nth(1);
    pages
        .and_then(|pages| pages.parse::<u64>().ok())
        .unwrap_or(0)
        * 4096
}

/// The processor time of this process and its threads, in ticks of a hundredth of a second.
fn processor_ticks() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    Some(user + fields.next()?.parse::<u64>().ok()?)
}

/// Each asks and reads its answer.
fn ask_all(streams: &mut [TcpStream]) {
    for stream in streams.iter_mut() {
        stream.write_all(REQUEST).unwrap();
    }
    let mut answer = [0; 4096];
    for (number, stream) in streams.iter_mut().enumerate() {
        let mut length = 0;
        while !answer[..length].ends_with(b"\r\n\r\n/a") {
            let read = stream.read(&mut answer[length..]).unwrap();
            assert!(read > 0, "connection {number} was closed");
            length += read;
        }
        assert!(answer.starts_with(b"HTTP/1.1 200 "));
    }
}

/// The clients, if this is their process.
#[test]
fn clients() {
    let (Ok(address), Ok(count)) = (std::env::var(ADDRESS), std::env::var(CONNECTIONS)) else {
        return;
    };
    let address: SocketAddr = address.parse().unwrap();
    let mut streams: Vec<TcpStream> = Vec::new();
    for _ in 0..count.parse::<usize>().unwrap() {
        let stream = TcpStream::connect(address).unwrap();
        let patience = Some(Duration::from_secs(60));
        stream.set_read_timeout(patience).unwrap();
        streams.push(stream);
    }
    let mut lines = std::io::stdin().lines();
    for _ in 0..2 {
        ask_all(&mut streams);
        println!("answered");
        lines.next().unwrap().unwrap();
    }
    // The server is stopping: it closes each.
    for stream in &mut streams {
        assert_eq!(stream.read(&mut [0; 1]).unwrap(), 0);
    }
    println!("closed");
}

#[test]
fn ten_thousand_connections_at_once() {
    let count = most_files().saturating_sub(200).min(10_000);
    let server = Server::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = server.address().unwrap();
    let mut clients = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "clients", "--nocapture"])
        .env(ADDRESS, address.to_string())
        .env(CONNECTIONS, count.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let before = resident();
    let (sender, receiver) = std::sync::mpsc::channel();
    let serving = thread::spawn(move || {
        let stop = Promise::new();
        sender.send(stop.resolver()).unwrap();
        // on a busy machine the first waits long until the last is there
        let limits = Limits {
            patience: Duration::from_secs(600),
            ..Limits::default()
        };
        EventLoop::run(serve(server, answer, limits, stop))
    });
    let stop = receiver.recv().unwrap();
    let mut lines = BufReader::new(clients.stdout.take().unwrap()).lines();
    let mut orders = clients.stdin.take().unwrap();
    let mut wait_for = |wanted: &str| {
        let mut lines = lines.by_ref().map(Result::unwrap);
        assert!(
            lines.any(|line| line.ends_with(wanted)),
            "the clients never said {wanted}"
        );
    };

    let start = Instant::now();
    wait_for("answered");
    let first = start.elapsed();
    let each = (resident().saturating_sub(before)) / count as u64;
    // They are idle now, and so is the server.
    let ticks = processor_ticks();
    thread::sleep(Duration::from_millis(300));
    if let (Some(before), Some(after)) = (ticks, processor_ticks()) {
        assert!(
            after - before <= 10,
            "an idle server took {} ms",
            (after - before) * 10
        );
    }
    let start = Instant::now();
    writeln!(orders).unwrap();
    wait_for("answered");
    let again = start.elapsed();
    stop.resolve(());
    writeln!(orders).unwrap();
    wait_for("closed");
    assert_eq!(serving.join().unwrap(), count as u64);
    assert!(clients.wait().unwrap().success());
    println!(
        "{count} connections: {each} bytes each, answered in {first:?} and again in {again:?}"
    );
    assert!(each < 16 * 1024, "{each} bytes each");
}
