// A delegate that borrows a local would be stored beside it. Where its fn stands in the same `coro!`, it is lent
// the place by itself, and where a coroutine waits, the delegate takes the local along. One of another `coro!` that yields
// runs in a box; where the machine has to have a trait, it has to be written so: `fn add() receives count: &mut u32`,
// `yield_from!(add(), &mut count)`.

use coro_core::coro;

coro! {
    #[derive(Debug)]
    fn counting() yields u32 -> u32 {
        let mut count = 0;
        yield_from!(add(&mut count));
        count
    }
}

coro! {
    #[derive(Debug)]
    fn add(count: &mut u32) yields u32 {
        yield_value!(1);
        *count += 1;
    }
}

fn main() {
    counting();
}
