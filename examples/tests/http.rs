//! The HTTP server as its clients see it.

#![forbid(unsafe_code)]

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use coro_core::event_loop::Resolver;
use coro_core::{EventLoop, Promise, coro, sleep};
use examples::http::{Limits, Request, Response, Server, serve};
use examples::pages::PageServer;

coro! {
    fn answer(request: Request) -> Response {
        let (path, body) = request.into_parts();
        if path == "/slow" {
            yield_from!(sleep(Duration::from_millis(100)));
        }
        Response::text(200, format!("{path}:{}", String::from_utf8_lossy(&body)))
    }
}

struct Running {
    address: SocketAddr,
    stop: Option<Resolver<()>>,
    thread: Option<JoinHandle<u64>>,
}

impl Running {
    fn with(limits: Limits) -> Running {
        let server = Server::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = server.address().unwrap();
        let (sender, receiver) = std::sync::mpsc::channel();
        let thread = thread::spawn(move || {
            let stop = Promise::new();
            sender.send(stop.resolver()).unwrap();
            EventLoop::run(serve(server, answer, limits, stop))
        });
        Running {
            address,
            stop: receiver.recv().ok(),
            thread: Some(thread),
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream
    }

    /// Says this on a connection of its own and reads until the server closes it.
    fn say(&self, text: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(text.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Gives how many connections there were.
    fn stop(mut self) -> u64 {
        self.stop.take().unwrap().resolve(());
        self.thread.take().unwrap().join().unwrap()
    }
}

/// Reads one answer with a body of this length.
fn read_answer(stream: &mut TcpStream, body: usize) -> String {
    let mut answer = Vec::new();
    let mut byte = [0];
    while !answer.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        answer.push(byte[0]);
    }
    let head = answer.len();
    answer.resize(head + body, 0);
    stream.read_exact(&mut answer[head..]).unwrap();
    String::from_utf8(answer).unwrap()
}

#[test]
fn a_connection_is_kept_alive() {
    let server = Running::with(Limits::default());
    let mut stream = server.connect();
    for _ in 0..3 {
        stream.write_all(b"GET /a HTTP/1.1\r\n\r\n").unwrap();
        let answer = read_answer(&mut stream, 3);
        assert!(answer.contains("connection: keep-alive"), "{answer}");
        assert!(answer.ends_with("/a:"), "{answer}");
    }
    drop(stream);
    assert_eq!(server.stop(), 1);
}

#[test]
fn requests_sent_together_are_answered_in_order() {
    let server = Running::with(Limits::default());
    let answer = server.say(
        "GET /slow HTTP/1.1\r\n\r\nPOST /b HTTP/1.1\r\ncontent-length: 2\r\n\r\nxy\
         GET /c HTTP/1.1\r\nconnection: close\r\n\r\n",
    );
    let places = ["/slow:", "/b:xy", "/c:"].map(|text| answer.find(text).unwrap());
    assert!(places.is_sorted(), "{answer}");
    server.stop();
}

#[test]
fn malformed_requests_are_refused() {
    let server = Running::with(Limits::default());
    assert!(server.say("what?\r\n\r\n").starts_with("HTTP/1.1 400 "));
    assert!(
        server
            .say("GET / HTTP/3.0\r\n\r\n")
            .starts_with("HTTP/1.1 505 ")
    );
    server.stop();
}

#[test]
fn slow_requests_are_refused_and_silence_is_closed() {
    let server = Running::with(Limits {
        patience: Duration::from_millis(50),
        ..Limits::default()
    });
    assert!(server.say("GET / HTT").starts_with("HTTP/1.1 408 "));
    assert_eq!(server.say(""), "");
    server.stop();
}

#[test]
fn no_more_connections_are_open_than_allowed() {
    let server = Running::with(Limits {
        connections: 2,
        ..Limits::default()
    });
    let (mut first, second) = (server.connect(), server.connect());
    first.write_all(b"GET /a HTTP/1.1\r\n\r\n").unwrap();
    read_answer(&mut first, 3);
    let mut third = server.connect();
    third.write_all(b"GET /c HTTP/1.1\r\n\r\n").unwrap();
    third
        .set_read_timeout(Some(Duration::from_millis(100)))
        .unwrap();
    assert!(third.read(&mut [0]).is_err(), "it has to wait");
    third
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    drop(second);
    assert!(read_answer(&mut third, 3).ends_with("/c:"));
    server.stop();
}

#[test]
fn stopping_lets_requests_end_and_closes_idle_connections() {
    let server = Running::with(Limits::default());
    let mut idle = server.connect();
    idle.write_all(b"GET /a HTTP/1.1\r\n\r\n").unwrap();
    read_answer(&mut idle, 3);
    let mut busy = server.connect();
    busy.write_all(b"GET /slow HTTP/1.1\r\n\r\n").unwrap();
    thread::sleep(Duration::from_millis(30));
    assert_eq!(server.stop(), 2);
    assert!(read_answer(&mut busy, 6).ends_with("/slow:"));
    assert_eq!(idle.read(&mut [0]).unwrap(), 0);
}

#[test]
fn many_connections_at_once() {
    let server = Running::with(Limits::default());
    let mut streams: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    let start = Instant::now();
    for stream in &mut streams {
        stream.write_all(b"GET /slow HTTP/1.1\r\n\r\n").unwrap();
    }
    for stream in &mut streams {
        assert!(read_answer(stream, 6).ends_with("/slow:"));
    }
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "they wait together"
    );
    drop(streams);
    assert_eq!(server.stop(), 200);
}

#[test]
fn the_pages_of_the_first_examples_answer() {
    let server = PageServer::start();
    let pages = server.pages();
    assert_eq!(pages.len(), 5);
    let body = ureq::get(&pages[3])
        .call()
        .unwrap()
        .into_body()
        .read_to_string()
        .unwrap();
    assert_eq!(body, "This is apple.com.");
}
