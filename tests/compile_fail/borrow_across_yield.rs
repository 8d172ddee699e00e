// A borrow of a local cannot be stored beside the local in a machine that may be moved.

use coro_core::coro;

coro! {
    fn straight() -> usize {
        let text = String::from("a b c");
        let word = text.split(' ').next();
        yield_wait!();
        word.map_or(0, str::len)
    }

    fn delegate() -> u32 {
        let mut count = 0;
        yield_from!(add(&mut count));
        count
    }

    fn add(count: &mut u32) {
        yield_wait!();
        *count += 1;
    }

    fn in_a_loop(map: std::collections::HashMap<String, u32>) -> u32 {
        let mut sum = 0;
        for (_, count) in map.iter() {
            yield_wait!();
            sum += *count;
        }
        sum
    }
}

fn main() {
    straight();
    delegate();
    in_a_loop(Default::default());
}
