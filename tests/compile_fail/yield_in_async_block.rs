// An `async` block is a machine of rustc's own, in which no other can pause.

use coro_core::coro;

coro! {
    fn outer() {
        let inner = async {
            yield_wait!();
        };
        inner.await;
    }
}

fn main() {
    outer();
}
