// Only a lending coroutine, `receives place: &mut T`, can be lent a place.

use coro_core::coro;

coro! {
    fn outer(mut count: u32) {
        yield_from!(0..3, &mut count);
    }
}

fn main() {
    outer(1);
}
