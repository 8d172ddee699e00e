// A yield is worth what `resume` is given next, which has the type after `receives`.

use coro_core::coro;

coro! {
    fn greeting() receives name: String -> usize {
        let first: usize = yield_wait!();
        first + name.len()
    }
}

fn main() {
    greeting();
}
