// A yield belongs into `coro!`: outside of it there is no coroutine that could pause.

use coro_core::{yield_from, yield_value, yield_wait};

fn plain() {
    yield_wait!();
    yield_value!(1);
    yield_from!(1..3);
}

fn main() {
    plain();
}
