// A clause with a letter too few, too many, exchanged or wrong is recognised.

use coro_core::coro;

coro! {
    fn swapped() yeilds u32 {
        yield_value!(1);
    }

    fn missing() recieves first: u32 {
        drop(first);
        yield_wait!();
    }
}

fn main() {
    swapped();
    missing();
}
