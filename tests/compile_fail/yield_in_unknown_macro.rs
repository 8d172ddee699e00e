// What a macro from elsewhere makes of its arguments only rustc knows, so the pause goes before it. The macros
// of std are known, and those of the same file by their name.

use coro_core::coro;

#[macro_export]
macro_rules! twice {
    ($value:expr) => {
        $value + $value
    };
}

coro! {
    fn outer() receives first: u32 -> u32 {
        println!("{first} {}", yield_wait!());
        let doubled = crate::twice!(yield_wait!());
        doubled + crate::twice!(core::future::ready(1).await)
    }
}

fn main() {
    outer();
    twice!(1);
}
