// A pattern has to match all that there is, also beside a pause.

use coro_core::coro;

coro! {
    fn first() receives number: Option<u32> -> u32 {
        let Some(number) = number;
        match yield_wait!() {
            Some(other) => number + other,
        }
    }
}

fn main() {
    first();
}
