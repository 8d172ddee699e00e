//! What the tests of this package share: a log of what happened, in order.
//!
//! The package is on edition 2021, where temporaries live longer, `gen` is an ordinary name
//! and the prelude has no `Future`. Each test writes a function twice, plain and in `coro!`,
//! and compares the two logs: the coroutine must do what *this* edition does.

#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]

pub mod elsewhere;

use std::cell::RefCell;

use coro_core::{run, Coroutine};

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Adds a line to the log of this thread.
pub fn log(line: impl Into<String>) {
    LOG.with_borrow_mut(|lines| lines.push(line.into()));
}

/// What `work` logs.
pub fn logged(work: impl FnOnce()) -> Vec<String> {
    LOG.take();
    work();
    LOG.take()
}

/// What a coroutine logs from its first resume to its end.
pub fn logged_run<C: Coroutine>(coroutine: impl FnOnce() -> C) -> Vec<String> {
    logged(|| {
        run(coroutine());
    })
}

/// A value that logs when it is dropped.
#[derive(Debug)]
pub struct Noisy(pub &'static str);

impl Noisy {
    /// Something to call on a temporary: `Some` of its name.
    pub fn name(&self) -> Option<&'static str> {
        Some(self.0)
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        log(format!("drop {}", self.0));
    }
}
