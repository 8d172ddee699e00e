// A pause is a macro: without its `!` it is the name of a function that is not there.

use coro_core::coro;

coro! {
    fn values() yields u32 {
        yield_value(1);
    }

    fn waits() {
        yield_wait;
    }
}

fn main() {
    values();
    waits();
}
