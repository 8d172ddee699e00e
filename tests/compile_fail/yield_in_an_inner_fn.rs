// A fn inside the body is a fn of its own, which cannot pause the one around it.

use coro_core::coro;

coro! {
    fn outer() yields u32 {
        fn inner() {
            yield_value!(1);
        }
        inner();
        yield_value!(2);
    }
}

fn main() {
    outer();
}
