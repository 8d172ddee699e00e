//! What never comes to its end, and waits.

#![allow(dead_code)]

use coro_core::coro;

struct Lock(u32);
struct Guard<'a>(&'a u32);
impl Lock {
    async fn lock(&self) -> Guard<'_> {
        Guard(&self.0)
    }
}

coro! {
    async fn rest() {}
    async fn forever() -> ! {
        std::future::pending().await
    }
    async fn main_loop() -> ! {
        rest().await;
        forever().await
    }
    async fn acquire(lock: &Lock, n: u32) -> u32 {
        let mut waited = 0;
        loop {
            let more = {
                let guard = lock.lock().await;
                if *guard.0 > n {
                    return waited;
                }
                println!("again");
                2
            };
            rest().await;
            waited += more;
        }
    }
}
