// A machine has the traits that are derived on the fn, and `Send` and `Sync` by itself.

use coro_core::coro;

coro! {
    fn pause() {
        yield_wait!();
    }
}

fn main() {
    let first = pause();
    let second = first.clone();
    println!("{first:?}");
    drop(second);
}
