// A borrow of a local cannot be stored beside the local in a machine that may be moved.

use coro_core::coro;

coro! {
    fn first_word() -> usize {
        let text = String::from("a b c");
        let word = text.split(' ').next();
        yield_wait!();
        word.map_or(0, str::len)
    }
}

fn main() {
    first_word();
}
