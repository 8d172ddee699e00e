// What is private or unknown elsewhere is so in a coroutine.

use coro_core::coro;

mod other {
    fn hidden() {}

    pub struct Point {
        x: u32,
    }

    impl Point {
        pub fn new() -> Self {
            hidden();
            Point { x: 1 }
        }
    }
}

coro! {
    fn looks() -> u32 {
        other::hidden();
        let point = other::Point::new();
        yield_wait!();
        shout!("{}", 1);
        point.x + point.y
    }
}

fn main() {
    looks();
}
