// An executor of many threads takes futures that are `Send`: nothing that a pause keeps may be an `Rc`.

use std::future::Future;
use std::rc::Rc;

use coro_core::coro;

coro! {
    async fn shared() -> u32 {
        let number = Rc::new(1);
        yield_wait!();
        *number
    }
}

/// As `tokio::spawn` has it.
fn spawn<F>(_: F)
where
    F: Future + Send + 'static,
{
}

fn main() {
    spawn(shared().into_future());
}
