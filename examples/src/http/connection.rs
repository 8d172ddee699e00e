//! Carries the bytes of one connection between the protocol and a socket.

use std::io::{self, Read, Write};
use std::mem::take;
use std::net::TcpStream;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use async_io::Async;
use coro_core::CoroutineState::Yielded;
use coro_core::event_loop::now;
use coro_core::together::{Either, either, from_future};
use coro_core::{Coroutine, Promise, Wait, coro, timeout};

use super::{Link, Request, Response, Step, protocol};

/// A socket that never blocks; a future says when it is ready.
type Socket = Arc<Async<TcpStream>>;

coro! {
    /// Serves one connection until it is closed. `patience` is how long a request may take to
    /// arrive, and how long an answer may take to leave.
    pub(super) fn connection<H, C>(
        socket: Socket,
        handler: Rc<H>,
        stop: Promise<()>,
        patience: Duration,
    ) -> io::Result<()>
    where
        H: Fn(Request) -> C,
        C: Coroutine<Yield = Wait, Return = Response>,
    {
        let mut protocol = protocol();
        let mut link = Link::default();
        let mut output = Vec::new();
        let mut deadline = now() + patience;
        while let Yielded(step) = protocol.resume(&mut link) {
            match step {
                Step::Handle(request) => {
                    link.response = Some(yield_from!(handler(request)));
                    deadline = now() + patience;
                }
                Step::Write(bytes) => output.extend(bytes),
                Step::Read => {
                    // Answers to requests that came together leave together.
                    if !output.is_empty() {
                        yield_from!(send(socket.clone(), take(&mut output), patience))?;
                    }
                    if !receive(&socket, &mut link)? {
                        let readable = from_future(socket.clone().readable_owned());
                        let in_time = timeout(deadline.saturating_duration_since(now()), readable);
                        let is_closing = link.closing;
                        match yield_from!(either(in_time, unless(is_closing, stop.clone()))) {
                            Either::Left(Ok(ready)) => ready?,
                            Either::Left(Err(_elapsed)) => link.late = true,
                            Either::Right(()) => link.closing = true,
                        }
                    }
                }
            }
        }
        yield_from!(send(socket, output, patience))
    }

    /// Waits for the promise, or forever.
    fn unless(never: bool, promise: Promise<()>) {
        if never {
            yield_from!(std::future::pending::<()>());
        }
        yield_from!(promise);
    }

    /// Sends all of it.
    fn send(socket: Socket, bytes: Vec<u8>, patience: Duration) -> io::Result<()> {
        let mut sent = 0;
        while sent < bytes.len() {
            match socket.get_ref().write(&bytes[sent..]) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => sent += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    let writable = from_future(socket.clone().writable_owned());
                    match yield_from!(timeout(patience, writable)) {
                        Ok(ready) => ready?,
                        Err(_elapsed) => return Err(io::ErrorKind::TimedOut.into()),
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Takes what has arrived. `false`: nothing has.
fn receive(socket: &Socket, link: &mut Link) -> io::Result<bool> {
    let mut buffer = [0; 8 * 1024];
    loop {
        match socket.get_ref().read(&mut buffer) {
            Ok(0) => link.ended = true,
            Ok(count) => link.input.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
            Err(error) => return Err(error),
        }
        return Ok(true);
    }
}
