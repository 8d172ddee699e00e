// The value of the body and of each `return` has the type after `->`.

use coro_core::coro;

coro! {
    fn tail() -> String {
        yield_wait!();
        7
    }

    fn early(stop: bool) -> u32 {
        yield_wait!();
        if stop {
            return "text";
        }
        yield_wait!();
        1
    }

    fn missing() -> u32 {
        yield_wait!();
    }
}

fn main() {
    tail();
    early(true);
    missing();
}
