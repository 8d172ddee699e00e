// A lock that is waited for gives a future, which is no guard yet.

use coro_core::coro;

mod locks {
    pub struct Mutex(u32);

    impl Mutex {
        pub fn new(number: u32) -> Self {
            Mutex(number)
        }

        pub fn lock(&self) -> std::future::Ready<&u32> {
            std::future::ready(&self.0)
        }
    }
}

coro! {
    async fn counted() -> u32 {
        let count = locks::Mutex::new(1);
        let guard = count.lock();
        yield_wait!();
        *guard
    }
}

fn main() {
    counted();
}
