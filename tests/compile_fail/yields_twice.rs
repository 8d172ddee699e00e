// A coroutine yields values of one type, receives values of one and returns one.

use coro_core::coro;

coro! {
    fn numbers() yields u32 yields u64 {
        yield_value!(1);
    }

    fn samples() receives first: f32 receives second: f64 {
        drop(first);
        yield_wait!();
    }
}

fn main() {
    numbers();
    samples();
}
