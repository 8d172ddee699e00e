// A coroutine that receives something needs a first value: `yield_from!(c, first)`.

use coro_core::coro;

coro! {
    fn average() receives mut sample: f64 yields f64 {
        loop {
            sample = yield_value!(sample / 2.0);
        }
    }

    fn outer() receives first: f64 yields f64 {
        let _ = first;
        yield_from!(average());
    }
}

fn main() {
    outer();
}
