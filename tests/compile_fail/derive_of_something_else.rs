// A paused machine has a derived trait if all that it holds has it.

use coro_core::coro;

struct Ticket;

coro! {
    #[derive(Clone)]
    fn keep() {
        let ticket = Ticket;
        yield_wait!();
        drop(ticket);
    }

    #[derive(Debug)]
    fn given(ticket: Ticket) {
        yield_wait!();
        drop(ticket);
    }
}

fn main() {
    keep();
    given(Ticket);
}
