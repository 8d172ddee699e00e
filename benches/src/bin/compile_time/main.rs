//! How long rustc takes: `cargo run -p benches --bin compile_time [--rounds N] [AWAITS..]`.
//!
//! Generates the same functions as `coro!`, as rustc's `async fn` and for diapause, compiles each
//! file with rustc, as `cargo check` and as a debug build would, and prints the seconds and the
//! ratios. The least of the rounds counts (default 3). Two kinds of source:
//!
//! - one straight-line function with N awaits (default 50, 100, 200, 400) and six variables alive
//!   at each, once the same six all along, once a window that moves on by one at each await;
//! - two hundred small functions with a loop that pauses: as async functions, and as generators,
//!   which is what diapause has.
//!
//! It needs cargo and writes to `target/compile_time` only.

#![forbid(unsafe_code)]

mod compiler;
mod source;

use std::env;
use std::process::ExitCode;

use compiler::{Compiler, Mode};
use source::Source;

/// What the coroutines are compared with, and in which modes they are compiled.
const MODES: [(&str, Mode); 2] = [("check", Mode::Check), ("debug", Mode::Debug)];

fn main() -> ExitCode {
    match compare() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn compare() -> Result<(), String> {
    let (rounds, awaits) = options()?;
    let compiler = Compiler::prepare(rounds)?;

    for (title, mode) in MODES {
        println!("\nseconds, {title}\n");
        println!("| source                       |  coro! |  async | ratio | diapause | ratio |");
        println!("| ---------------------------- | -----: | -----: | ----: | -------: | ----: |");
        let nothing = compiler.seconds(&source::nothing(), mode)?;
        println!(
            "| {:<28} | {nothing:>6.2} |        |       |          |       |",
            "an empty crate"
        );
        for &count in &awaits {
            let name = format!("{count} awaits, the same six");
            row(&compiler, mode, &name, source::fixed(count));
            let name = format!("{count} awaits, a moving six");
            row(&compiler, mode, &name, source::moving(count));
        }
        row(
            &compiler,
            mode,
            "200 small async functions",
            source::small_async_functions(200),
        );
        row(
            &compiler,
            mode,
            "200 small generators",
            source::small_generators(200),
        );
    }
    Ok(())
}

/// The number of rounds and the numbers of awaits.
fn options() -> Result<(u32, Vec<usize>), String> {
    let usage = || "usage: compile_time [--rounds N] [AWAITS..]".to_owned();
    let mut rounds = 3;
    let mut awaits = Vec::new();
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--rounds" {
            let number = arguments.next().ok_or_else(usage)?;
            rounds = number.parse().map_err(|_| usage())?;
        } else {
            awaits.push(argument.parse().map_err(|_| usage())?);
        }
    }
    if awaits.is_empty() {
        awaits = vec![50, 100, 200, 400];
    }
    Ok((rounds, awaits))
}

/// Compiles the forms of one source and prints a line of the table.
///
/// A form that does not compile costs its own cells only; what rustc says goes to standard error.
fn row(compiler: &Compiler, mode: Mode, name: &str, forms: Forms) {
    let seconds = |source: &Source| match compiler.seconds(source, mode) {
        Ok(seconds) => Some(seconds),
        Err(message) => {
            eprintln!("{message}");
            None
        }
    };
    let coro = seconds(&forms.coro);
    let native = forms.native.as_ref().and_then(seconds);
    let diapause = forms.diapause.as_ref().and_then(seconds);
    let ratio = |other: Option<f64>| coro.zip(other).map(|(coro, other)| coro / other);
    println!(
        "| {name:<28} | {:>6} | {:>6} | {:>5} | {:>8} | {:>5} |",
        cell(coro),
        cell(native),
        cell(ratio(native)),
        cell(diapause),
        cell(ratio(diapause)),
    );
}

fn cell(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| format!("{number:.2}"))
}

/// The same functions in the spellings that know such functions.
struct Forms {
    coro: Source,
    native: Option<Source>,
    diapause: Option<Source>,
}
