// What is yielded is stored and handed out, so its type is a plain one.

use coro_core::coro;

coro! {
    fn opaque() yields impl Iterator<Item = u32> {
        yield_value!(0..3);
    }
}

fn main() {
    opaque();
}
