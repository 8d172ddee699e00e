//! An HTTP/1.1 server, small enough to be read: what `http_server` runs, and what answers the
//! first two examples.
//!
//! - `protocol.rs`: what is said on a connection, as a coroutine that does no input or output
//! - `connection.rs`: carries that coroutine's bytes to and from a socket
//! - `server.rs`: accepts connections, so many at a time, until it is told to stop
//! - `message.rs`: requests and responses

mod connection;
mod message;
mod protocol;
mod server;

pub use self::message::{Request, Response};
pub use self::protocol::{Link, Step, protocol};
pub use self::server::{Limits, Server, serve};
