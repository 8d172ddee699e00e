//! The same work on four loops that run tasks on one thread: ours, tokio's
//! current thread with a `LocalSet`, async-executor's `LocalExecutor`, and
//! futures' `LocalPool`.
//!
//! A [`Runtime`] has a function for each workload, written as its users would write
//! it. What they have no version of is the same for the three others: see
//! `futures_in_common`.

mod coro;
mod futures_in_common;
mod local_pool;
mod smol;
mod tokio;

pub use self::futures_in_common::Counter;

/// A loop that runs tasks on one thread.
#[derive(Clone, Copy, Debug)]
pub struct Runtime {
    /// What its row or column is called.
    pub name: &'static str,
    /// Tasks that each go to the end of the line so many times.
    pub yield_now: fn(tasks: u32, steps: u32),
    /// Spawns so many tasks and waits for each.
    pub spawn_and_join: fn(tasks: u32),
    /// So many tasks in a ring pass a token around so many times.
    pub ring: fn(tasks: u32, laps: u32),
    /// So many tasks that sleep for different times of at most that.
    pub timers: fn(tasks: u32, milliseconds: u64),
    /// Waits until another thread has counted that far.
    pub wakes: fn(counter: &Counter, count: u64),
    /// A task for each counter, each waiting so many times; another thread counts them up in rounds.
    pub wake_all: fn(counters: &[Counter], rounds: u64),
    /// So many tasks that sleep for an hour, each started; then `look` is called.
    pub sleeping: fn(tasks: u32, look: &mut dyn FnMut()),
    /// So many times all of a hundred that pause once.
    pub join_all: fn(times: u32),
    /// So many pauses, each with an hour's time.
    pub timeouts: fn(count: u32),
    /// So many values that are there when they are waited for.
    pub set_and_wait: fn(count: u32),
}

/// All of them, ours first.
#[must_use]
pub fn runtimes() -> [Runtime; 4] {
    [
        coro::RUNTIME,
        tokio::RUNTIME,
        smol::RUNTIME,
        local_pool::RUNTIME,
    ]
}

/// A time that never comes.
const HOUR: std::time::Duration = std::time::Duration::from_secs(3600);

/// A time for the timer of this number, the same for every runtime.
fn spread(number: u32, milliseconds: u64) -> std::time::Duration {
    let microseconds = u64::from(number.wrapping_mul(2_654_435_761)) % (milliseconds * 1000);
    std::time::Duration::from_micros(microseconds)
}
