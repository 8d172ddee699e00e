// A delegate that borrows a local would be stored beside it. A lending coroutine is given the
// local anew at each step: `fn add() receives count: &mut u32`, `yield_from!(add(), &mut count)`.

use coro_core::coro;

coro! {
    fn counting() -> u32 {
        let mut count = 0;
        yield_from!(add(&mut count));
        count
    }

    fn add(count: &mut u32) {
        yield_wait!();
        *count += 1;
    }
}

fn main() {
    counting();
}
