// A loop that pauses goes through a local `Vec` or slice by position; a map has no positions.

use coro_core::coro;
use std::collections::HashMap;

coro! {
    fn sum(map: HashMap<String, u32>) -> u32 {
        let mut sum = 0;
        for (_, count) in map.iter() {
            yield_wait!();
            sum += *count;
        }
        sum
    }
}

fn main() {
    sum(HashMap::new());
}
