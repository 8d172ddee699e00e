// A fn that receives nothing has nothing to pass on: a delegate that receives is lent a place, or run in a loop.

use coro_core::coro;

coro! {
    fn outer() {
        let mut count = 1;
        yield_from!(step(), count);
        yield_from!(step(), &mut count);
    }

    fn step() receives count: &mut u32 {
        *count += 1;
        yield_wait!();
    }
}

fn main() {
    outer();
}
