// A borrow of a local cannot be stored beside the local in a machine that may be moved.

use coro_core::coro;

coro! {
    fn longest_word() -> usize {
        let text = String::from("a b c");
        let words: Vec<&str> = text.split(' ').collect();
        yield_wait!();
        words.iter().map(|word| word.len()).max().unwrap_or(0)
    }
}

fn main() {
    longest_word();
}
