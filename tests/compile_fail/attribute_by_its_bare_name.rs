// rustc has an attribute `coroutine` of its own, so ours is written with its path.

use coro_core::coroutine;

#[coroutine]
fn numbers() {
    coro_core::yield_wait!();
}

fn main() {
    numbers();
}
