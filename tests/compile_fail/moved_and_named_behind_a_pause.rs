// What was moved before a pause is missed where it is named again, not at the pause.

use coro_core::coro;

struct Ticket(u32);

coro! {
    fn into_a_closure(list: Vec<u32>) -> usize {
        let count = move || list.len();
        yield_wait!();
        count() + list.len()
    }

    fn into_a_call(number: u32) -> u32 {
        let ticket = Ticket(number);
        drop(ticket);
        yield_wait!();
        ticket.0
    }

    fn given_away_in_a_loop(name: String) yields String {
        loop {
            yield_value!(name);
        }
    }

    // a type that is not the value's is rustc's to tell, not a move
    fn of_another_type() -> usize {
        let name: String = "name";
        yield_wait!();
        let kept = name;
        yield_wait!();
        kept.len()
    }
}

fn main() {
    into_a_closure(Vec::new());
    into_a_call(1);
    given_away_in_a_loop(String::new());
    of_another_type();
}
