// Names, methods and types that are not there are reported where they stand.

use coro_core::coro;

coro! {
    fn numbers(limit: u32) yields u32 {
        for number in 0..limit {
            yield_value!(nunber);
            limit.jump();
            let other: Missing = number;
            yield_value!(other);
        }
    }
}

fn main() {
    numbers(1);
}
