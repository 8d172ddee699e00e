//! Example 8: a generator is an iterator that runs code in between.
//!
//! `.iter()` turns a generator into an ordinary Rust iterator over what it yields, so a `for`
//! loop drives it, and so would `map`, `zip` or `collect`. The two functions print in turns:
//! the generator goes on only when the loop asks for the next number.

use coro_core::{Coroutine, coro};

coro! {
    pub fn generator() yields u32 {
        for i in 0..5 {
            println!("Yielding {i}");
            yield_value!(i);
        }
    }
}

fn main() {
    for i in generator().iter() {
        println!("main got {i}");
    }
}
