// A machine is `Send` if all that it holds over a pause is.

use coro_core::coro;
use std::rc::Rc;

coro! {
    fn shared() -> u32 {
        let number = Rc::new(1);
        yield_wait!();
        *number
    }
}

fn send(_: impl Send) {}

fn main() {
    send(shared());
}
