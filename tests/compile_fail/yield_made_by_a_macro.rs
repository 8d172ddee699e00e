// A macro from elsewhere that expands to a yield brings it too late: `coro!` has read the body.

use coro_core::coro;

#[macro_export]
macro_rules! pause {
    () => {
        coro_core::yield_wait!()
    };
}

coro! {
    fn outer() {
        crate::pause!();
    }
}

fn main() {
    outer();
}
