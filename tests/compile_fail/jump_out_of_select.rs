// Teaches: `select!` and `join!` wait in a future of their own, so no jump can leave them.

use coro_core::coro;

coro! {
    async fn until_late() {
        loop {
            tokio::select! {
                _ = coro_core::sleep(std::time::Duration::from_secs(1)) => break,
                _ = coro_core::sleep(std::time::Duration::from_secs(2)) => {}
            }
        }
    }
}

fn main() {
    let _ = until_late();
}
