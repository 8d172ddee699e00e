// What was moved in part cannot be used as a whole, also after a pause.

use coro_core::coro;

coro! {
    fn part(pair: (String, String)) -> (String, String) {
        yield_wait!();
        drop(pair.0);
        yield_wait!();
        pair
    }
}

fn main() {
    part(Default::default());
}
