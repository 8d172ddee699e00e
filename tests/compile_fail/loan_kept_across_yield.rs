// What is lent is lent for one step: a reference into it cannot be kept over a pause.

use coro_core::coro;

coro! {
    fn longest() receives words: &mut Vec<String> -> usize {
        let first = words.first();
        yield_wait!();
        first.map_or(0, String::len)
    }
}

fn main() {
    longest();
}
