//! Example 12 recorded, to be looked at step by step.
//!
//! It runs on a clock that jumps, and writes two files, to `target/watch` or to the folder that is named:
//! `watch.html`, a page that needs nothing else, and `watch.json`, which <https://ui.perfetto.dev> opens.

use std::path::PathBuf;
use std::{env, fs, io};

use coro_core::{EventLoop, VirtualClock};

#[path = "ex12_event_loop.rs"]
#[expect(dead_code, reason = "its `main` is not called")]
mod ex12;

fn main() -> io::Result<()> {
    let event_loop = EventLoop::with_clock(VirtualClock::new());
    event_loop.record();
    event_loop
        .run_until_complete(ex12::main_task())
        .expect("it comes to its end");
    let recording = event_loop.recording();

    let folder = env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("target/watch"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let (page, trace) = (folder.join("watch.html"), folder.join("watch.json"));
    fs::write(&page, recording.to_html())?;
    fs::write(&trace, recording.to_trace())?;
    println!(
        "{} steps of {} tasks",
        recording.steps().len(),
        recording.tasks().len()
    );
    println!("the page:  {}", page.display());
    println!("the trace: {}", trace.display());
    Ok(())
}
