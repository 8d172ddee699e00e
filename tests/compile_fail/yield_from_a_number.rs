// `yield_from!` runs a coroutine, a future or an iterator; a number is none of the three.

use coro_core::coro;

coro! {
    fn once() {
        yield_from!(7);
    }

    async fn awaiting() {
        let delay = 7_u64;
        delay.await;
    }
}

fn main() {
    once();
    awaiting();
}
