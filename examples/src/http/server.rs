//! Accepts connections, so many at a time, until it is told to stop.

use std::cell::{Cell, RefCell};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use async_io::Async;
use coro_core::together::{Either, either, from_future};
use coro_core::{Coroutine, Promise, Scope, Wait, coro, sleep, timeout};

use super::connection::connection;
use super::{Request, Response};

/// What a server allows.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many connections are open at once. Others wait to be accepted.
    pub connections: usize,
    /// How long a request may take to arrive, and an answer to leave.
    pub patience: Duration,
    /// How long connections may take to end once the server is to stop.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connections: 10_000,
            patience: Duration::from_secs(30),
            farewell: Duration::from_secs(5),
        }
    }
}

/// A socket to accept connections from.
#[derive(Debug)]
pub struct Server {
    listener: Arc<Async<TcpListener>>,
}

impl Server {
    /// Listens at this address; port 0 stands for any that is free.
    pub fn bind(address: impl Into<SocketAddr>) -> io::Result<Server> {
        let listener = Arc::new(Async::<TcpListener>::bind(address.into())?);
        Ok(Server { listener })
    }

    /// Where it listens.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.get_ref().local_addr()
    }
}

/// Room for so many connections.
#[derive(Debug)]
struct Room {
    free: Cell<usize>,
    /// Resolved when one leaves, if the server waits for it.
    leaving: RefCell<Option<Promise<()>>>,
}

/// One connection's share of the room, given back when it is dropped.
struct Seat(Rc<Room>);

impl Seat {
    fn take(room: &Rc<Room>) -> Seat {
        room.free.set(room.free.get() - 1);
        Seat(Rc::clone(room))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.free.set(self.0.free.get() + 1);
        if let Some(leaving) = self.0.leaving.take() {
            leaving.resolve(());
        }
    }
}

coro! {
    /// Serves until `stop` is resolved, and then until the connections have ended or the time for
    /// their farewell is over. Worth how many connections there were.
    pub fn serve<H, C>(server: Server, handler: H, limits: Limits, stop: Promise<()>) -> u64
    where
        H: Fn(Request) -> C + 'static,
        C: Coroutine<Yield = Wait, Return = Response> + 'static,
    {
        let handler = Rc::new(handler);
        let room = Rc::new(Room {
            free: Cell::new(limits.connections),
            leaving: RefCell::new(None),
        });
        let scope = Scope::new();
        let mut served = 0;
        loop {
            let arrival = either(accept(server.listener.clone(), room.clone()), stop.clone());
            let (socket, seat) = match yield_from!(arrival) {
                Either::Left(arrived) => arrived,
                Either::Right(()) => break,
            };
            served += 1;
            drop(scope.spawn(seated(
                seat,
                connection(socket, handler.clone(), stop.clone(), limits.patience),
            )));
        }
        // No more are accepted from here on.
        drop(server);
        let _ = yield_from!(timeout(limits.farewell, scope.join()));
        served
    }

    /// Holds the seat as long as the connection lasts. That one broke off is the client's matter.
    fn seated(seat: Seat, connection: impl Coroutine<Yield = Wait, Return = io::Result<()>>) {
        let _ = yield_from!(connection);
        drop(seat);
    }

    /// Waits for room and then for a connection.
    fn accept(
        listener: Arc<Async<TcpListener>>,
        room: Rc<Room>,
    ) -> (Arc<Async<std::net::TcpStream>>, Seat) {
        loop {
            if room.free.get() == 0 {
                let leaving = Promise::new();
                room.leaving.replace(Some(leaving.clone()));
                yield_from!(leaving);
                continue;
            }
            match accept_one(&listener) {
                Ok(socket) => return (socket, Seat::take(&room)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    let readable = from_future(listener.clone().readable_owned());
                    let _ = yield_from!(readable);
                }
                // Out of files, say: those that are open may end meanwhile.
                Err(_) => yield_from!(sleep(Duration::from_millis(10))),
            }
        }
    }
}

fn accept_one(listener: &Async<TcpListener>) -> io::Result<Arc<Async<std::net::TcpStream>>> {
    let (socket, _) = listener.get_ref().accept()?;
    socket.set_nodelay(true)?;
    Ok(Arc::new(Async::new(socket)?))
}
