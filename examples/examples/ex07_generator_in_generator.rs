//! Example 7: a function that pauses calls another.
//!
//! `yield_from!` runs another generator to its end. What that one yields goes past
//! `generator_a` straight to `main`, and what it returns is the value of the
//! `yield_from!`, just as a call would have it.

use coro_core::CoroutineState::{Complete, Yielded};
use coro_core::{Coroutine, coro};

coro! {
    pub fn generator_a() yields &'static str -> &'static str {
        let returned_value = yield_from!(generator_b());
        println!("A got '{returned_value}'");
        "Return From A"
    }

    fn generator_b() yields &'static str -> &'static str {
        yield_value!("Yielded From B");
        "Return From B"
    }
}

fn main() {
    let mut generator = generator_a();

    if let Yielded(value) = generator.resume(()) {
        println!("Main got '{value}'");
    }
    if let Complete(value) = generator.resume(()) {
        println!("Main got '{value}'");
    }
}
