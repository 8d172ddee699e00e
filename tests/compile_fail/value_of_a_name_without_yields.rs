// A value that may be a `Wait`, as far as `coro!` sees, is rustc's to judge.

use coro_core::coro;

coro! {
    fn numbers(number: u32) {
        yield_value!(number);
    }
}

fn main() {
    numbers(1);
}
