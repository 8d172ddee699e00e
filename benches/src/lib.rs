//! The workloads of the benchmarks, each written with `coro!` and with its peers.
//!
//! In: nothing. Out: [`workloads`], a list of workloads; each has variants (`coro!`, rustc's own
//! coroutine, diapause, genawaiter, by hand) that do the same work and yield the same numbers.
//! `benches/resume.rs` hands them to divan, `benches/side_by_side.rs` prints one table of them all.
//!
//! ```
//! for workload in benches::workloads() {
//!     let first = workload.variants[0].inlined(1);
//!     assert!(workload.variants.iter().all(|variant| variant.opaque(1) == first));
//! }
//! ```
//!
//! A peer that does not accept a workload's text is left out of it; the module of the workload
//! says why. Nothing is timed here.

#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]
#![cfg_attr(
    feature = "native",
    feature(coroutines, coroutine_trait, stmt_expr_attributes)
)]
// Sixty-four delegates inside one another are a deep type.
#![recursion_limit = "1024"]

pub mod deep_frame;
mod machine;
pub mod runtimes;
mod workload;

pub use machine::Tally;
pub use workload::{Variant, Workload, workloads};
