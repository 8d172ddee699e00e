// What is derived is a trait that a paused machine can have.

use coro_core::coro;

coro! {
    #[derive(Default)]
    fn without_a_beginning() {
        yield_wait!();
    }

    #[derive(Saved)]
    fn unknown() {
        yield_wait!();
    }
}

fn main() {
    without_a_beginning();
    unknown();
}
