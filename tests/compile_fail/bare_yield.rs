// `yield` is a word of unstable Rust; here it is spelled `yield_value!`.

use coro_core::coro;

coro! {
    fn numbers() yields u32 {
        yield 1;
        yield_value!(2);
    }
}

fn main() {
    numbers();
}
