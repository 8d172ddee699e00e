// A variable is set before it is used, also where a pause stands between.

use coro_core::coro;

coro! {
    fn late(set: bool) -> u32 {
        let number;
        if set {
            number = 1;
        }
        yield_wait!();
        number
    }
}

fn main() {
    late(true);
}
