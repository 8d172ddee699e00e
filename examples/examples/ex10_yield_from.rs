//! Example 10: coroutines.
//!
//! A coroutine is a generator that waits. `coroutine_a` waits five times, then waits for
//! `coroutine_b`, which waits ten times: `main` resumes only the one and sees all fifteen.
//! `coroutine_a` gets the other's result as if it had called a plain function.
//!
//! Write `async fn` and `coroutine_b().await`, and this is async/await: `.await` is
//! `yield_from!`, and the loop in `main` is a very small event loop.

use coro_core::CoroutineState::Yielded;
use coro_core::{Coroutine, Wait, coro};

coro! {
    pub fn coroutine_a() {
        for _ in 0..5 {
            yield_wait!();
        }
        let result = yield_from!(coroutine_b());
        println!("{result}");
    }

    fn coroutine_b() -> &'static str {
        for _ in 0..10 {
            yield_wait!();
        }
        "Hello World"
    }
}

fn main() {
    let mut wait_counter = 0;
    let mut routine = coroutine_a();

    while let Yielded(Wait) = routine.resume(()) {
        wait_counter += 1;
    }
    println!("Waited {wait_counter} times");
}
