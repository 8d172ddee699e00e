// Without `yields` a coroutine hands out nothing but waits.

use coro_core::coro;

coro! {
    fn numbers() {
        yield_value!(1_u32);
        yield_value!(2);
    }

    fn nothing() {
        yield_value!();
    }
}

fn main() {
    numbers();
    nothing();
}
