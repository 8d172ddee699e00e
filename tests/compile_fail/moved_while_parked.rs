// A value that is moved away is gone, in a loop that pauses as in any other.

use coro_core::coro;

coro! {
    fn twice(text: String) -> usize {
        yield_wait!();
        let taken = text;
        yield_wait!();
        taken.len() + text.len()
    }

    fn each_time(text: String) {
        loop {
            yield_wait!();
            drop(text);
        }
    }

    fn given_again(mut text: String) -> usize {
        for _ in 0..3 {
            yield_wait!();
            let taken = text;
            text = taken + "!";
        }
        text.len()
    }
}

fn main() {
    twice(String::new());
    each_time(String::new());
    given_again(String::new());
}
