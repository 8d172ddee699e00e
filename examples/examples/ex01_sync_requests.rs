//! Example 1: requests that block.
//!
//! Five pages, one after the other, with a client that blocks. The run takes as long as all of
//! the requests together. The pages are served by the example itself.

use std::time::{Duration, Instant};

use examples::pages::PageServer;

fn request_page(page: &str) -> (String, Duration) {
    let start_request = Instant::now();
    let response = ureq::get(page).call().expect("the page answers");
    assert_eq!(response.status(), 200);
    let end_request = Instant::now();
    let (_, name) = page.rsplit_once('/').expect("an address has a path");
    (name.to_string(), end_request - start_request)
}

fn main() {
    let server = PageServer::start();

    let start = Instant::now();
    let mut total_duration = Duration::ZERO;
    for page in server.pages() {
        let (name, duration) = request_page(&page);
        total_duration += duration;
        println!("Requested {name} in {:.2} seconds", duration.as_secs_f64());
    }

    let (run, total) = (start.elapsed().as_secs_f64(), total_duration.as_secs_f64());
    println!("Run time {run:.2} seconds, cumulative run time {total:.2} seconds");
}
