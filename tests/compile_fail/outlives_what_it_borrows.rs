// A coroutine holds what its parameters borrow, and lives no longer.

use coro_core::{Coroutine, Wait, coro};

coro! {
    fn shout(text: &str) {
        yield_wait!();
        println!("{text}!");
    }
}

fn boxed() -> Box<dyn Coroutine<Yield = Wait, Return = ()>> {
    let text = String::from("hello");
    Box::new(shout(&text))
}

fn main() {
    boxed();
}
