//! The event loop: runs coroutines as tasks, on one thread.
//!
//! Takes coroutines that yield [`Wait`](crate::Wait), gives what they return.
//!
//! ```
//! use coro_core::{EventLoop, VirtualClock, coro, sleep, spawn};
//! use std::time::Duration;
//!
//! coro! {
//!     fn countdown(from: u32) -> &'static str {
//!         for i in (1..=from).rev() {
//!             println!("{i}");
//!             yield_from!(sleep(Duration::from_secs(1)));
//!         }
//!         "TAKE OFF!!!!!"
//!     }
//!
//!     async fn main_task() -> &'static str {
//!         let countdown = spawn(countdown(10));
//!         sleep(Duration::from_millis(500)).await;
//!         countdown.await
//!     }
//! }
//!
//! let event_loop = EventLoop::with_clock(VirtualClock::new());
//! assert_eq!(event_loop.run_until_complete(main_task()).unwrap(), "TAKE OFF!!!!!");
//! ```
//!
//! | to | use |
//! | --- | --- |
//! | run a program | [`EventLoop::run`] |
//! | start something beside it | [`spawn`], which gives a [`Task`] to wait for |
//! | wait for a time | [`sleep`], [`sleep_until`], [`interval`], [`timeout`] |
//! | wait for a value | [`Promise`]; from another thread its [`Resolver`] |
//! | call what blocks | [`run_in_executor`] |
//! | wait for an outside future | `yield_from!(future)`, `future.await` |
//!
//! A bare `yield_wait!()` means again next turn, in the order of spawning.
//! Whatever else is waited for parks its task until it is woken, from any thread,
//! so that an idle loop uses no CPU.
//!
//! It has no sockets of its own: those of `async-io` and its like are futures.

mod blocking;
mod child;
mod clock;
mod context;
mod deadlock;
mod dump;
mod executor;
mod handle;
mod inside;
mod join_error;
mod monitor;
mod owner;
mod parked;
mod promise;
#[cfg(feature = "watch")]
mod record;
mod resolver;
mod run;
mod scheduler;
mod sites;
#[cfg(feature = "tracing")]
mod spans;
mod task;
mod task_handle;
mod task_set;
mod tasks;
pub(crate) mod time;
mod timeout;
mod timer_thread;
mod timers;
mod wait_list;
mod waker;

pub use self::blocking::Blocking;
pub(crate) use self::child::{Child, Marked};
pub use self::clock::{Clock, SystemClock, VirtualClock};
pub(crate) use self::context::{Who, set_parked, take_parked};
pub(crate) use self::inside::{poll_with_waker, resume_child, resume_with_waker};
pub(crate) use self::parked::Parked;
pub(crate) use self::task_set::TaskSet;
pub(crate) use self::wait_list::{Place, WaitList};

pub use self::context::{again, park, waker};
pub use self::deadlock::{Deadlock, RunError};
pub use self::dump::{Dump, TaskInfo};
pub use self::executor::{Executor, run_in_executor};
pub use self::handle::{Handle, spawn};
pub use self::join_error::JoinError;
pub use self::monitor::{Monitor, Running};
pub use self::owner::EventLoop;
pub use self::promise::{IntoValue, Promise};
pub use self::resolver::Resolver;
pub use self::task_handle::{Outcome, Task};
pub use self::time::{Interval, Sleep, interval, now, sleep, sleep_until};
pub use self::timeout::{Elapsed, Timeout, timeout};
