//! The examples of the article, in its order, are in the `examples` folder of this package:
//! `cargo run --example ex10_yield_from`. What each prints is recorded in `expected`, and a
//! test of the workspace compares the two.
//!
//! This library has what several of them share, and the code blocks of the README and of
//! `docs/errors.md`, which are run as doc tests.

#![forbid(unsafe_code)]

pub mod http;
pub mod pages;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../docs/errors.md")]
struct Errors;
