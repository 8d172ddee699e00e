// `?` leaves a coroutine that returns a `Result` or an `Option`, as in any fn.

use coro_core::coro;

coro! {
    fn parse(text: String) -> u32 {
        yield_wait!();
        text.parse::<u32>()?
    }

    fn other_error(text: String) -> Result<u32, std::io::Error> {
        yield_wait!();
        Ok(text.parse::<u32>()?)
    }

    fn not_a_result(number: u32) -> Option<u32> {
        yield_wait!();
        Some(number?)
    }
}

fn main() {
    parse(String::new());
    other_error(String::new());
    not_a_result(1);
}
