//! What the tests share.
//!
//! A *program* is a file of `tests/differential/programs`: coroutines in `coro!`, and a fn
//! `cases` that hands machines to a [`Tracer`]. It is compiled twice from its one text, by
//! `coro!` and by rustc's own coroutines, and both are driven alike:
//!
//! - [`trace`]: what a program writes down while it runs: `log`, `note`, and `D`, which
//!   tells when it is dropped;
//! - [`tracer`]: drives a machine in every way (to its end, dropped after each of its
//!   pauses, resumed once more at the end) and prints what could be seen;
//! - [`harness`]: finds the programs, builds and runs both sides, compares.
//!
//! `cargo run -p tests --bin each` is the tool for working on the compiler.

#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]

pub mod harness;
mod steps;
pub mod trace;
pub mod tracer;

pub use trace::{Bomb, D, log, note};
pub use tracer::Tracer;
