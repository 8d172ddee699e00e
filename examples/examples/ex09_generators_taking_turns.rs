//! Example 9: example 5 again, with generators in place of the lists.
//!
//! Each list of `Wait`s has become a function with a loop in it; the rest is the same. What
//! took turns as data now takes turns as running code. The two functions are two types, so
//! they go into one array as boxes.

use coro_core::{Coroutine, coro, round_robin};

coro! {
    pub fn request_1_generator() -> &'static str {
        for _ in 0..3 {
            yield_wait!();
        }
        "Request One!!!"
    }

    pub fn request_2_generator() -> &'static str {
        for _ in 0..1 {
            yield_wait!();
        }
        "Request Two!!!"
    }
}

fn main() {
    let request_1 = request_1_generator().boxed();
    let request_2 = request_2_generator().boxed();

    for (_, result) in round_robin([request_1, request_2]) {
        println!("{result}");
    }
}
