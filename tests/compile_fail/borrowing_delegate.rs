// A delegate that borrows a local would be stored beside it. Where its fn stands in the same `coro!`, it is lent
// the place by itself; one of another `coro!` has to be written so: `fn add() receives count: &mut u32`,
// `yield_from!(add(), &mut count)`.

use coro_core::coro;

coro! {
    fn counting() -> u32 {
        let mut count = 0;
        yield_from!(add(&mut count));
        count
    }

}

coro! {
    fn add(count: &mut u32) {
        yield_wait!();
        *count += 1;
    }
}

fn main() {
    counting();
}
