// `.await` in a plain fn stays rustc's own error: `coro!` around one fn changes no other.

use coro_core::{Coroutine, coro};

coro! {
    async fn number() -> u32 {
        7
    }
}

fn plain() -> u32 {
    number().await
}

fn main() {
    plain();
    let _ = number().resume(());
}
