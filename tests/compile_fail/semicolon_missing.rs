// Where a `;` is missing the message stands behind what it should end, as in any fn.

use coro_core::coro;

coro! {
    fn after_a_let() yields u32 {
        let number = 1
        yield_value!(number);
    }

    fn after_a_pause() yields u32 {
        yield_value!(1)
        yield_value!(2);
    }
}

fn main() {
    after_a_let();
    after_a_pause();
}
