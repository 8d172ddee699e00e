//! What a program writes down while it runs.
//!
//! ```
//! use tests::{D, log, note, trace::take};
//!
//! let d = D("d");
//! assert_eq!(note("left", 1) + note("right", 2), 3);
//! drop(d);
//! assert_eq!(take(), ["left", "right", "drop d"]);
//! ```
//!
//! The lines belong to the thread. It does not print them: `tracer.rs` does.

use std::cell::RefCell;
use std::fmt::{self, Debug, Display};

/// A program that writes more than this in one run will not end.
const MOST_LINES: usize = 50_000;

thread_local! {
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Writes a line down.
pub fn log(line: impl Display) {
    LINES.with_borrow_mut(|lines| {
        lines.push(line.to_string());
        if lines.len() > MOST_LINES {
            println!("a run of more than {MOST_LINES} lines");
            std::process::exit(1);
        }
    });
}

/// Writes a line down and gives the value back: an operand that shows when it is evaluated.
pub fn note<T>(line: impl Display, value: T) -> T {
    log(line);
    value
}

/// The lines written since the last call.
pub fn take() -> Vec<String> {
    LINES.take()
}

/// A value that tells when it is dropped, and whether that was during a panic.
///
/// `D("name")`, or with anything that can be displayed: `D(3)`, `D(format!("{i}"))`.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct D<N: Display = &'static str>(
    /// What it is called.
    pub N,
);

impl<N: Display> D<N> {
    /// Its name, as text.
    pub fn name(&self) -> String {
        self.0.to_string()
    }

    /// A number made of its name: a use that does not move it.
    pub fn id(&self) -> i64 {
        self.name().bytes().map(i64::from).sum()
    }

    /// Writes down that it was seen alive.
    pub fn touch(&self) {
        log(format_args!("touch {}", self.0));
    }

    /// Consumes it, writing that down.
    pub fn consume(self) {
        log(format_args!("consume {}", self.0));
    }
}

impl<N: Display> Drop for D<N> {
    fn drop(&mut self) {
        let why = if std::thread::panicking() {
            " (unwinding)"
        } else {
            ""
        };
        log(format_args!("drop {}{why}", self.0));
    }
}

impl<N: Display + Clone> Clone for D<N> {
    fn clone(&self) -> Self {
        log(format_args!("clone {}", self.0));
        D(self.0.clone())
    }
}

impl<N: Display> Debug for D<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "D({})", self.0)
    }
}

/// A value whose drop panics, unless there is a panic already.
#[derive(Debug)]
pub struct Bomb(
    /// What it is called.
    pub &'static str,
);

impl Drop for Bomb {
    fn drop(&mut self) {
        log(format_args!("bomb {}", self.0));
        if !std::thread::panicking() {
            panic!("bomb {}", self.0);
        }
    }
}
