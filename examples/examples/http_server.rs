//! An HTTP/1.1 server on the event loop: `cargo run --release --example http_server [PORT] [LIMIT]`.
//!
//! What is said on a connection is a coroutine (`src/http/protocol.rs`) that knows nothing of
//! sockets; another one carries its bytes (`connection.rs`). It keeps connections alive, answers
//! requests that were sent together together, refuses what is malformed or too slow, and has no
//! more connections open than `LIMIT`. Ctrl-C lets those that are open end and stops.
//!
//! `/` greets, `/sleep/MILLISECONDS` takes its time, `/echo` gives back what was posted.

use std::env;
use std::error::Error;
use std::net::Ipv4Addr;
use std::time::Duration;

use coro_core::{EventLoop, Promise, coro, sleep};
use examples::http::{Limits, Request, Response, Server, serve};

coro! {
    fn answer(request: Request) -> Response {
        let (path, body) = request.into_parts();
        if path == "/" {
            return Response::text(200, "Hello World\n");
        }
        if path == "/echo" {
            return Response { status: 200, body };
        }
        match path.strip_prefix("/sleep/").map(str::parse) {
            Some(Ok(milliseconds)) => {
                yield_from!(sleep(Duration::from_millis(milliseconds)));
                Response::text(200, format!("slept for {milliseconds} ms\n"))
            }
            _ => Response::text(404, "no such page\n"),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'));
    let port: u16 = arguments.next().map_or(Ok(0), |port| port.parse())?;
    let mut limits = Limits::default();
    if let Some(connections) = arguments.next() {
        limits.connections = connections.parse()?;
    }
    let server = Server::bind((Ipv4Addr::LOCALHOST, port))?;
    println!("listening on http://{}/, ctrl-c stops", server.address()?);

    let stop = Promise::new();
    let resolver = stop.resolver();
    // A second ctrl-c changes nothing: the first is being obeyed.
    ctrlc::set_handler(move || {
        let _ = resolver.try_resolve(());
    })?;
    let served = EventLoop::run(serve(server, answer, limits, stop));
    println!("served {served} connections");
    Ok(())
}
