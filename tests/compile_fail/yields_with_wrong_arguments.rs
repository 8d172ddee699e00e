// What each yield takes: nothing, one value, one coroutine and perhaps its first value.

use coro_core::coro;

coro! {
    fn arguments() yields u8 {
        yield_from!();
        yield_from!(0..3, 1, 2);
        yield_value!(1, 2);
        yield_wait!(1);
    }
}

fn main() {
    arguments();
}
