// A parameter has a type, as in any fn.

use coro_core::coro;

coro! {
    fn numbers(from) yields u32 {
        yield_value!(from);
    }
}

fn main() {}
