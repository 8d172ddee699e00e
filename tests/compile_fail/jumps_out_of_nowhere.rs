// `break` and `continue` need a loop of the user's own: the machine's loops are not for them.

use coro_core::coro;

coro! {
    fn leave() {
        yield_wait!();
        break;
    }

    fn label() {
        loop {
            yield_wait!();
            continue 'outer;
        }
    }

    fn block() {
        'block: {
            yield_wait!();
            continue 'block;
        }
    }
}

fn main() {
    leave();
    label();
    block();
}
