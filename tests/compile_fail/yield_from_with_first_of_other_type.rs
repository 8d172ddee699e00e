// `first` has the type that the delegate receives, and so has all that is passed on to it.

use coro_core::coro;

coro! {
    fn average() receives mut sample: f64 yields f64 {
        loop {
            sample = yield_value!(sample / 2.0);
        }
    }

    fn outer() receives first: u32 yields f64 {
        yield_from!(average(), first);
    }
}

fn main() {
    outer();
}
