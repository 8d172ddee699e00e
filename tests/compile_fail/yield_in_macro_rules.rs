// A macro of the body may bring a pause with it, if `coro!` can follow which rule it is.

use coro_core::coro;

coro! {
    fn outer() {
        macro_rules! pause {
            (once) => {
                yield_wait!()
            };
        }
        pause!(2);
        yield_wait!();
    }
}

fn main() {
    outer();
}
