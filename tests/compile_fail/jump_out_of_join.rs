// Teaches: `join!` waits in a future of its own, so no jump can leave it.

use coro_core::coro;

coro! {
    async fn both(address: Result<u32, String>) -> Result<(), String> {
        tokio::join!(connect(address?), connect(2));
        Ok(())
    }

    async fn connect(_: u32) {}
}

fn main() {
    let _ = both(Ok(1));
}
