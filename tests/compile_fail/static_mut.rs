// A `static mut` in the body is as unsafe as in a plain fn, and rustc says so with its own words.

use coro_core::coro;

coro! {
    fn count() yields u32 {
        static mut COUNTER: u32 = 0;
        COUNTER += 1;
        yield_value!(COUNTER);
    }
}

fn main() {
    count();
}
