// Calling the fn makes the coroutine; its name alone is none.

use coro_core::{coro, run};

coro! {
    fn pause() {
        yield_wait!();
    }
}

fn main() {
    run(pause);
}
