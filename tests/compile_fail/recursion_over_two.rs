// Two coroutines that hold each other have no size either: one of them needs a box.

use coro_core::coro;

coro! {
    fn ping(from: u32) {
        yield_wait!();
        yield_from!(pong(from));
    }

    fn pong(from: u32) {
        yield_wait!();
        yield_from!(ping(from));
    }
}

fn main() {
    ping(3);
    pong(3);
}
