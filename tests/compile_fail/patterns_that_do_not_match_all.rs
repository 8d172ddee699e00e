// A pattern has to match all that there is, also beside a pause.

use coro_core::coro;

enum Answer {
    Number(u32),
    Nothing,
}

coro! {
    fn first() receives number: Answer -> u32 {
        let Answer::Number(number) = number;
        match yield_wait!() {
            Answer::Number(other) => number + other,
        }
    }
}

fn main() {
    first();
}
