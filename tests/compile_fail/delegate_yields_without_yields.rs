// What a delegate yields is handed on, so the fn around it has a `yields` too.

use coro_core::coro;

coro! {
    fn all() {
        yield_from!(numbers());
    }

    fn range() {
        yield_from!(0..3);
    }

    fn numbers() yields u32 {
        yield_value!(1);
    }
}

fn main() {
    all();
    range();
}
