//! A loop that delegates. `countdown_expanded.rs` is what `coro!` makes of it, commented.

use coro_core::{Wait, coro, run};

/// Waits a number of times.
struct Turns(u32);

impl coro_core::Coroutine for Turns {
    type Yield = Wait;
    type Return = ();

    fn resume(&mut self, (): ()) -> coro_core::CoroutineState<Wait, ()> {
        if self.0 == 0 {
            return coro_core::CoroutineState::Complete(());
        }
        self.0 -= 1;
        coro_core::CoroutineState::Yielded(Wait)
    }
}

coro! {
    fn countdown(from: u32) -> String {
        for i in (1..=from).rev() {
            println!("{i}");
            yield_from!(Turns(i));
        }
        "TAKE OFF!!!!!".to_string()
    }
}

fn main() {
    println!("{}", run(countdown(3)));
}
