// A condition is a `bool` and a `for` goes through an iterator, as in any fn.

use coro_core::coro;

coro! {
    fn of_an_if(number: u32) {
        if number {
            yield_wait!();
        }
    }

    fn of_a_while(number: u32) {
        while number {
            yield_wait!();
        }
    }

    fn of_an_assignment(number: u32) {
        if number = 3 {
            yield_wait!();
        }
    }

    fn of_a_for(number: u32) {
        for item in number {
            yield_wait!();
            println!("{item}");
        }
    }
}

fn main() {
    of_an_if(1);
    of_a_while(1);
    of_an_assignment(1);
    of_a_for(1);
}
