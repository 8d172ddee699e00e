// A coroutine is no iterator; `.iter()` makes one of it, if it receives nothing.

use coro_core::{Coroutine, coro};

coro! {
    fn numbers() yields u32 {
        yield_value!(1);
    }

    fn average() receives first: f64 yields f64 {
        yield_value!(first);
    }
}

fn main() {
    for number in numbers() {
        println!("{number}");
    }
    for number in average().iter() {
        println!("{number}");
    }
}
