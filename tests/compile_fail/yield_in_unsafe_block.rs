// What runs after a pause is another call, and no `unsafe` block reaches into it.

use coro_core::coro;

unsafe fn read() -> u32 {
    7
}

coro! {
    fn outer() yields u32 {
        unsafe {
            yield_value!(read());
            core::future::ready(read()).await;
        }
    }
}

fn main() {
    outer();
}
