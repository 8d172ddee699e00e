// A clause that is nearly right is recognised.

use coro_core::coro;

coro! {
    fn numbers() yield u32 {
        yield_value!(1);
    }

    fn samples() receive first: u32 {
        drop(first);
        yield_wait!();
    }
}

fn main() {
    numbers();
    samples();
}
