//! Example 3: a request as a list.
//!
//! Whoever asks for a web page has to wait for it. Suppose that asking gives a list: some
//! `Wait`s, and at the end the answer. Going through the list is waiting for the answer.
//!
//! The steps are written with `CoroutineState`, the type that every later example speaks:
//! `Yielded(Wait)` is "not yet", `Complete(answer)` is "here it is".

use coro_core::CoroutineState::{Complete, Yielded};
use coro_core::Wait;

pub fn main() {
    let request = [
        Yielded(Wait),
        Yielded(Wait),
        Yielded(Wait),
        Complete("Hello World from Request One!!!"),
    ];

    for step in request {
        match step {
            Yielded(Wait) => {} // something else could run here
            Complete(result) => println!("The result is '{result}'"),
        }
    }
}
