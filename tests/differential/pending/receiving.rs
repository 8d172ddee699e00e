//! Delegates that receive nothing in a coroutine that does.

use crate::prelude::*;

coro! {
    fn delegates_that_receive_nothing() receives D<usize> yields u32 -> usize {
        yield_from!(0..2);
        let d = yield_value!(10);
        yield_from!([3, 4]);
        d.0
    }
}

pub fn cases(t: &mut Tracer) {
    t.receiving("delegates that receive nothing", delegates_that_receive_nothing, D);
}
