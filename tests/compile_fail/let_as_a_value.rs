// A `let` is a statement, or the test of an `if`, a `while` or a guard; it is no value.

use coro_core::coro;

coro! {
    fn kept_as_a_value(found: Option<u32>) yields u32 {
        let is_there = let Some(number) = found;
        yield_value!(1);
    }

    fn turned_round(found: Option<u32>) yields u32 {
        if !let Some(number) = found {
            yield_value!(0);
        }
    }
}

fn main() {
    kept_as_a_value(None);
    turned_round(None);
}
