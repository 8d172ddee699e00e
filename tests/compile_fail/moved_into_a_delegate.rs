// What was given to a delegate is gone, and so is a delegate that has run.

use coro_core::coro;

coro! {
    fn given(text: String) -> usize {
        let length = yield_from!(count(text));
        length + text.len()
    }

    fn twice() -> usize {
        let count = count(String::new());
        let length = yield_from!(count);
        length + yield_from!(count)
    }

    fn made() -> usize {
        let words = vec!["a"];
        for word in words {
            yield_wait!();
            println!("{word}");
        }
        words.len()
    }

    fn count(text: String) -> usize {
        yield_wait!();
        text.len()
    }
}

fn main() {
    given(String::new());
    twice();
    made();
}
