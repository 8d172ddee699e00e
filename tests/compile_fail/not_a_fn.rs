// `coro!` holds items or one closure, and nothing else.

use coro_core::coro;

fn main() {
    let machine = coro!(1 + 1);
    drop(machine);
}
