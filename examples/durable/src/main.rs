//! Orders that survive SIGKILL.
//!
//! ```sh
//! cargo run -p durable -- orders.redb                       # places ten orders and works until all have ended
//! cargo run -p durable -- --store postgres://localhost/shop # the same in PostgreSQL; start as many as you like
//! ```
//!
//! Kill it whenever you like and start it again: it goes on where each order stood. `order.rs` is the whole life of an
//! order, one function; `store.rs` says what a transaction holds.
//!
//! For the test: `--stop-at N` waits to be killed at the N-th point of the run, and says so.

#![forbid(unsafe_code)]

mod order;
mod store;

use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use store::embedded::Embedded;
use store::shared::Shared;
use store::{Done, Failure, Store};

/// What is ordered: mostly there, one out of stock for a while, one for ever.
const ITEMS: [&str; 10] = [
    "book", "pen", "rare", "lamp", "chair", "gone", "rare", "cup", "gone", "desk",
];

fn main() {
    if let Err(failure) = run() {
        let mut message = format!("durable: {failure}");
        let mut cause = failure.source();
        while let Some(why) = cause {
            message += &format!(": {why}");
            cause = why.source();
        }
        eprintln!("{message}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Failure> {
    let (mut place, mut stop_at) = (None, usize::MAX);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--stop-at" => {
                let number = arguments.next().ok_or("`--stop-at` needs a number")?;
                stop_at = number.parse()?;
            }
            "--store" => place = arguments.next(),
            _ => place = Some(argument),
        }
    }
    let place = place
        .ok_or("where are the orders kept? `durable orders.redb`, or `--store postgres://..`")?;
    let mut store: Box<dyn Store> = match place.starts_with("postgres") {
        true => Box::new(Shared::connect(&place)?),
        false => Box::new(Embedded::open(Path::new(&place))?),
    };
    for (id, item) in (1..).zip(ITEMS) {
        let patience = if item == "gone" { 25 } else { 600_000 };
        store.place(id, order::placed(item, 10 * id as u32, patience))?;
    }
    work(&mut *store, stop_at)?;
    let mut out = std::io::stdout().lock();
    for line in store.report()? {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Moves orders on until there are none.
fn work(store: &mut dyn Store, stop_at: usize) -> Result<(), Failure> {
    let mut points = 0;
    let mut point = || {
        points += 1;
        if points == stop_at {
            println!("stopped");
            loop {
                std::thread::park();
            }
        }
    };
    loop {
        let delivered = store.deliver(now(), &mut point)?;
        let stepped = store.step(now(), &mut point)?;
        match (delivered, stepped) {
            (_, Done::All) => return Ok(()),
            (Done::Nothing, Done::Nothing) => std::thread::sleep(Duration::from_millis(1)),
            _ => {}
        }
    }
}

fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_millis() as u64)
}
