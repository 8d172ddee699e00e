// A delegate held in a variable is held all the same.

use coro_core::coro;

coro! {
    fn countdown(from: u32) {
        if from > 0 {
            let rest = countdown(from - 1);
            yield_from!(rest);
        }
    }
}

fn main() {
    countdown(1);
}
