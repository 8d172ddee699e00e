// Lifetimes are written where any fn needs them.

use coro_core::coro;

coro! {
    fn longest(first: &str, second: &str) -> &str {
        yield_wait!();
        if first.len() > second.len() { first } else { second }
    }

    fn parts(text: &str) yields &str {
        yield_value!(text);
    }
}

fn main() {
    longest("", "");
    parts("");
}
