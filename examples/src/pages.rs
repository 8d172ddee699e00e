//! The pages that the first two examples fetch, each of which takes its time to answer.

use std::net::{Ipv4Addr, SocketAddr};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use coro_core::event_loop::Resolver;
use coro_core::{EventLoop, Promise, coro, sleep};

use crate::http::{Limits, Request, Response, Server, serve};

/// Each page and the milliseconds it takes.
const PAGES: [(&str, u64); 5] = [
    ("google.com", 220),
    ("facebook.com", 310),
    ("amazon.com", 440),
    ("apple.com", 180),
    ("netflix.com", 370),
];

/// A server of the pages on a thread of its own, for as long as this lives.
#[derive(Debug)]
pub struct PageServer {
    address: SocketAddr,
    stop: Option<Resolver<()>>,
    thread: Option<JoinHandle<()>>,
}

impl PageServer {
    /// Starts it on a port that is free.
    ///
    /// # Panics
    ///
    /// If there is none.
    #[must_use]
    pub fn start() -> PageServer {
        let server = Server::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = server.address().expect("it listens");
        let (sender, receiver) = std::sync::mpsc::channel();
        let thread = thread::spawn(move || {
            let stop = Promise::new();
            sender.send(stop.resolver()).expect("the starter waits");
            EventLoop::run(serve(server, page, Limits::default(), stop));
        });
        PageServer {
            address,
            stop: receiver.recv().ok(),
            thread: Some(thread),
        }
    }

    /// The addresses of the pages.
    #[must_use]
    pub fn pages(&self) -> Vec<String> {
        let address = self.address;
        let page = |(name, _): &(&str, u64)| format!("http://{address}/{name}");
        PAGES.iter().map(page).collect()
    }
}

impl Drop for PageServer {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.resolve(());
        }
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

coro! {
    fn page(request: Request) -> Response {
        let name = request.path.trim_start_matches('/').to_string();
        match PAGES.iter().find(|(page, _)| *page == name) {
            Some(&(_, milliseconds)) => {
                yield_from!(sleep(Duration::from_millis(milliseconds)));
                Response::text(200, format!("This is {name}."))
            }
            None => Response::text(404, "no such page"),
        }
    }
}
