//! Example 11: async/await.
//!
//! Example 10 again, with `async fn` for `fn` and `.await` for `yield_from!`: a test shows that
//! they are the same machines. Here an event loop resumes them; each of its turns is a cycle.

use coro_core::{EventLoop, coro};

coro! {
    pub async fn coroutine_a() {
        for _ in 0..5 {
            yield_wait!();
        }
        let result = coroutine_b().await;
        println!("{result}");
    }

    async fn coroutine_b() -> &'static str {
        for _ in 0..10 {
            yield_wait!();
        }
        "Hello World"
    }
}

fn main() {
    let event_loop = EventLoop::new();
    drop(event_loop.spawn(coroutine_a()));

    let mut cycles = 0;
    while event_loop.tick() {
        cycles += 1;
    }
    println!("Waited for {cycles} cycles");
}
