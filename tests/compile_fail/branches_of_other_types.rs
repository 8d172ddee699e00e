// The branches of an `if` or a `match` have one type, also where one of them pauses.

use coro_core::coro;

coro! {
    fn of_an_if(first: bool) -> u32 {
        let number = if first {
            yield_wait!();
            1
        } else {
            "text"
        };
        number
    }

    fn of_a_match(number: u32) -> u32 {
        match number {
            1 => {
                yield_wait!();
                1
            }
            2 => 2,
            _ => "many",
        }
    }
}

fn main() {
    of_an_if(true);
    of_a_match(1);
}
