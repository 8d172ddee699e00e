// Making a coroutine runs nothing, but the machine is no constant: its closure cannot be one.

use coro_core::coro;

coro! {
    const fn numbers() yields u32 {
        yield_value!(1);
    }
}

fn main() {
    numbers();
}
