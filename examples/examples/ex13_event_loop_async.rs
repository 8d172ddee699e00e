//! Example 12: the event loop.
//!
//! The loop starts with one task; that task spawns the countdown beside itself, does other
//! things meanwhile and waits for it in the end. While all of them sleep the thread does, too.
//!
//! `--virtual` runs it on a clock that jumps to the next timer: the same lines, at once.

use std::env;
use std::time::Duration;

use coro_core::{EventLoop, VirtualClock, coro, sleep};

coro! {
    async fn do_stuff() {
        sleep(Duration::from_secs(1)).await;
        println!("Doing more stuff");
        let result = do_more_stuff().await;
        println!("{result}");
    }

    async fn do_more_stuff() -> &'static str {
        sleep(Duration::from_secs(2)).await;
        "Hello World"
    }

    #[derive(Debug)]
    async fn countdown() {
        for i in (1..=10).rev() {
            println!("{i}");
            sleep(Duration::from_secs(1)).await;
        }
        println!("TAKE OFF!!!!!");
    }

    pub async fn main_task() {
        let task = EventLoop::current().spawn(countdown());
        sleep(Duration::from_millis(500)).await;
        do_stuff().await;
        task.await;
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
