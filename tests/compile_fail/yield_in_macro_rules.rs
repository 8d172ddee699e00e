// `coro!` reads the body before its macros are expanded: a macro cannot bring a pause with it.

use coro_core::coro;

coro! {
    fn outer() {
        macro_rules! pause {
            () => {
                yield_wait!()
            };
        }
        pause!();
        yield_wait!();
    }
}

fn main() {
    outer();
}
