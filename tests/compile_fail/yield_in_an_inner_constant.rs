// A constant inside the body is computed before anything runs.

use coro_core::coro;

coro! {
    fn numbers() yields u32 {
        const FIRST: u32 = yield_value!(1);
        static SECOND: u32 = {
            yield_wait!();
            2
        };
        yield_value!(FIRST + SECOND);
    }
}

fn main() {
    drop(numbers());
}
