// Ways for older states are taken when a machine is read, so the fn derives `Deserialize`.

use coro_core::coro;

coro! {
    #[derive(Clone)]
    #[migrate(Migration::of("Old", |_: ()| Moved::to("Start", ())))]
    fn pays() {
        yield_wait!();
    }

    #[migrate]
    fn orders() {
        yield_wait!();
    }
}

fn main() {}
