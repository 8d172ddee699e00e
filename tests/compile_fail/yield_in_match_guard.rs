// A guard only looks at a value that is not matched yet: the pause goes into the arm.

use coro_core::coro;

coro! {
    fn outer(number: Option<u32>) receives _: bool -> u32 {
        match number {
            Some(number) if yield_wait!() => number,
            _ => 0,
        }
    }

    fn awaiting(number: Option<u32>) -> u32 {
        match number {
            Some(number) if core::future::ready(true).await => number,
            _ => 0,
        }
    }
}

fn main() {
    outer(None);
    awaiting(None);
}
