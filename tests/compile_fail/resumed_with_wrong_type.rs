// `resume` takes what stands after `receives`, and `()` without it.

use coro_core::{Coroutine, coro};

coro! {
    fn average() receives mut sample: f64 yields f64 {
        loop {
            sample = yield_value!(sample / 2.0);
        }
    }

    fn waiting() {
        yield_wait!();
    }
}

fn main() {
    average().resume("text");
    waiting().resume(1);
}
