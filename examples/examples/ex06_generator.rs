//! Example 6: a function that pauses.
//!
//! A list holds data; nothing can happen between its items. `coro!` makes a list that runs
//! code: `example_generator` is an ordinary function but for `yield_wait!()`, where it stops
//! and hands control back. Calling it runs nothing. Each `resume` runs it up to the next
//! pause, and the last one gives what it returns.

use coro_core::CoroutineState::{Complete, Yielded};
use coro_core::{Coroutine, Wait, coro};

coro! {
    pub fn example_generator() -> &'static str {
        println!("Hello");
        yield_wait!();
        println!("World");
        "Result"
    }
}

fn main() {
    let mut example = example_generator(); // nothing is printed yet

    println!("Starting");
    if let Yielded(Wait) = example.resume(()) {
        println!("Paused");
    }
    if let Complete(value) = example.resume(()) {
        println!("Finished with {value}");
    }
}
