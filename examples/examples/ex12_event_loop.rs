//! Example 12: the event loop.
//!
//! The loop starts with one task; that task spawns the countdown beside itself, does other
//! things meanwhile and waits for it in the end. While all of them sleep the thread does, too.
//!
//! The values of `countdown` can be seen in `cargo run --example watch`, since it has `Debug`.
//! `--virtual` runs it on a clock that jumps to the next timer: the same lines, at once.

use std::env;
use std::time::Duration;

use coro_core::{EventLoop, VirtualClock, coro, sleep};

coro! {
    fn do_stuff() {
        yield_from!(sleep(Duration::from_secs(1)));
        println!("Doing more stuff");
        let result = yield_from!(do_more_stuff());
        println!("{result}");
    }

    fn do_more_stuff() -> &'static str {
        yield_from!(sleep(Duration::from_secs(2)));
        "Hello World"
    }

    #[derive(Debug)]
    fn countdown() {
        for i in (1..=10).rev() {
            println!("{i}");
            yield_from!(sleep(Duration::from_secs(1)));
        }
        println!("TAKE OFF!!!!!");
    }

    pub fn main_task() {
        let task = EventLoop::current().spawn(countdown());
        yield_from!(sleep(Duration::from_millis(500)));
        yield_from!(do_stuff());
        yield_from!(task);
        println!("Main is exiting");
    }
}

fn main() {
    let event_loop = match env::args().any(|argument| argument == "--virtual") {
        true => EventLoop::with_clock(VirtualClock::new()),
        false => EventLoop::new(),
    };
    event_loop
        .run_until_complete(main_task())
        .expect("it comes to its end");
}
