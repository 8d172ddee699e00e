// A coroutine that delegates to itself would hold itself: `.boxed()` gives it a size.

use coro_core::coro;

coro! {
    fn countdown(from: u32) yields u32 {
        yield_value!(from);
        if from > 0 {
            yield_from!(countdown(from - 1));
        }
    }

    async fn wait(from: u32) {
        if from > 0 {
            wait(from - 1).await;
        }
    }
}

fn main() {
    countdown(3);
    wait(3);
}
