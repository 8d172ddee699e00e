// Only a coroutine, a future or an iterator can be waited for.

use coro_core::coro;

fn plain() -> u32 {
    1
}

coro! {
    async fn waits(flag: bool) {
        let number = 5;
        number.await;
        plain().await;
        flag.await;
    }
}

fn main() {
    waits(true);
}
