//! Example 11: async/await.
//!
//! Example 10 again, with `async fn` for `fn` and `.await` for `yield_from!`. `Sleep` is a
//! coroutine written by hand that waits for a number of cycles; the event loop resumes it until
//! it has.

use std::cell::Cell;
use std::rc::Rc;

use coro_core::CoroutineState::{Complete, Yielded};
use coro_core::{Coroutine, CoroutineState, EventLoop, Wait, coro};

/// Waits for a number of cycles, and counts them.
struct Sleep {
    left: u32,
    cycles: Rc<Cell<u32>>,
}

impl Coroutine for Sleep {
    type Yield = Wait;
    type Return = ();

    fn resume(&mut self, (): ()) -> CoroutineState<Wait, ()> {
        if self.left == 0 {
            return Complete(());
        }
        self.left -= 1;
        self.cycles.set(self.cycles.get() + 1);
        Yielded(Wait)
    }
}

fn sleep(left: u32, cycles: &Rc<Cell<u32>>) -> Sleep {
    let cycles = Rc::clone(cycles);
    Sleep { left, cycles }
}

coro! {
    async fn coroutine_a(cycles: Rc<Cell<u32>>) {
        sleep(5, &cycles).await;
        let result = coroutine_b(cycles).await;
        println!("{result}");
    }

    async fn coroutine_b(cycles: Rc<Cell<u32>>) -> &'static str {
        sleep(10, &cycles).await;
        "Hello World"
    }

    async fn wait_for_both() {
        let cycles = Rc::default();
        coroutine_a(Rc::clone(&cycles)).await;
        println!("Waited for {} cycles", cycles.get());
    }
}

fn main() {
    EventLoop::run(wait_for_both());
}
