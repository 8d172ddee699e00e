//! Example 2: requests at once.
//!
//! The same five pages, each requested by a task of its own. While one waits for its answer the
//! others go on, so the run takes about as long as the slowest page. `get` is a plain `async fn`
//! over async-net's sockets: a coroutine waits for any future.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use coro_core::{EventLoop, as_completed, coro, spawn};
use examples::pages::PageServer;
use futures_lite::{AsyncReadExt, AsyncWriteExt};

/// Fetches a page and gives what the server answered.
async fn get(host: String, path: String) -> io::Result<String> {
    let address: SocketAddr = host.parse().map_err(io::Error::other)?;
    let mut stream = async_net::TcpStream::connect(address).await?;
    let request = format!("GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut response = String::new();
    stream.read_to_string(&mut response).await?;
    Ok(response)
}

coro! {
    async fn request_page(page: String) -> (String, Duration) {
        let start_request = Instant::now();
        let address = page.trim_start_matches("http://");
        let (host, name) = address.split_once('/').expect("an address has a path");
        let name = name.to_string();
        let response = get(host.to_string(), name.clone()).await.expect("the page answers");
        assert!(response.starts_with("HTTP/1.1 200 OK"), "{response}");
        let end_request = Instant::now();
        (name, end_request - start_request)
    }

    pub async fn request_pages(pages: Vec<String>) {
        let start = Instant::now();
        let tasks: Vec<_> = pages.into_iter().map(|page| spawn(request_page(page))).collect();
        let mut total_duration = Duration::ZERO;
        for next_result in as_completed(tasks) {
            let (name, duration) = next_result.await;
            total_duration += duration;
            println!("Requested {name} in {:.2} seconds", duration.as_secs_f64());
        }

        let (run, total) = (start.elapsed().as_secs_f64(), total_duration.as_secs_f64());
        println!("Run time {run:.2} seconds, cumulative run time {total:.2} seconds");
    }
}

fn main() {
    let server = PageServer::start();
    EventLoop::run(request_pages(server.pages()));
}
