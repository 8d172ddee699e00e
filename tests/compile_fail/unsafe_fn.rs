// The body of a coroutine runs in `resume`, not where the fn is called: no caller of the fn can
// keep an `unsafe` promise for it.

use coro_core::coro;

coro! {
    unsafe fn read(place: *const u32) yields u32 {
        yield_value!(unsafe { *place });
    }
}

fn main() {
    read(&7);
}
