// Rust's rules of borrowing hold between two pauses as in any fn.

use coro_core::coro;

coro! {
    fn conflict() -> usize {
        let mut names = vec![String::new()];
        yield_wait!();
        let first = &names[0];
        names.push(String::new());
        let length = first.len();
        yield_wait!();
        length + names.len()
    }
}

fn main() {
    conflict();
}
