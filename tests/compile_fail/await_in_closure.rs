// `.await` in a closure inside a coroutine is rustc's error: a closure is a function of its own.

use coro_core::coro;

coro! {
    fn outer() -> u32 {
        let get = || core::future::ready(1).await;
        yield_wait!();
        get()
    }
}

fn main() {
    outer();
}
