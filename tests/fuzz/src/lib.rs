//! Random programs for the differential tests.
//!
//! Takes a seed and [`Features`], gives the text of a program that compiles: coroutines in
//! `coro!` and a fn `cases`, as the harness in `tests` wants it. The same seed gives the same
//! text. Types, moves, initialisation and borrows are tracked exactly while writing, so what is
//! written is accepted by rustc's own coroutines.
//!
//! ```
//! use fuzz::{Features, Mask, program};
//!
//! let program = program(3, &Features::core(), &Mask::new());
//! assert!(program.text.contains("coro! {"));
//! ```
//!
//! It does not compile or run anything: `cargo run -p tests --bin each -- --dir DIR` does.
//! The shrinker runs a command of the user's.

#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]

pub mod batch;
pub mod check;
pub mod code;
mod conditions;
mod context;
pub mod environment;
mod expressions;
pub mod features;
mod generator;
pub mod ordinary;
mod patterns;
mod program;
pub mod random;
pub mod shrink;
mod statements;
pub mod types;
mod variables;

pub use context::Visit;
pub use features::Features;
pub use program::{COMMON, Mask, Program, program};
