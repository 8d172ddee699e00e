// That a variable lives over a pause makes it no `mut`: changing it is an error as ever.

use coro_core::coro;

coro! {
    fn straight() -> u32 {
        let number = 1;
        yield_wait!();
        number += 1;
        number
    }

    fn parked(limit: u32) -> u32 {
        let number = 0;
        while number < limit {
            yield_wait!();
            number += 1;
        }
        number
    }

    fn parameter(count: u32) -> u32 {
        yield_wait!();
        count = 2;
        count
    }

    fn part() -> u32 {
        let pair = (0, 1);
        while pair.0 < 3 {
            yield_wait!();
            pair.0 += pair.1;
        }
        pair.0
    }

    fn borrowed() -> usize {
        let list = Vec::new();
        yield_wait!();
        list.push(1_u8);
        yield_wait!();
        list.len()
    }
}

fn main() {
    straight();
    parked(1);
    parameter(1);
    part();
    borrowed();
}
