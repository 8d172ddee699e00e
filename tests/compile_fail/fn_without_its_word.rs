// Each coroutine is a fn, or a closure without a name.

use coro_core::coro;

coro! {
    numbers() yields u32 {
        yield_value!(1);
    }
}

coro! {
    let number = 1;
    yield_value!(number);
}

coro! {
    gen fn generated() -> u32 {
        yield_value!(1);
    }
}

fn main() {}
