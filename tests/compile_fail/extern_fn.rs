// A coroutine returns an `impl Coroutine`, which no other language knows.

use coro_core::coro;

coro! {
    pub extern "C" fn numbers() yields u32 {
        yield_value!(1);
    }
}

fn main() {
    numbers();
}
