// Constants are computed by the compiler: nothing can pause in one.

use coro_core::coro;

coro! {
    fn outer() receives size: usize {
        let _ = size;
        let block = const { yield_wait!() };
        let array = [0_u8; yield_wait!()];
        drop((block, array));
    }
}

fn main() {
    outer();
}
