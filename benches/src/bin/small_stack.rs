//! Runs a coroutine that holds 64 KiB over sixteen pauses on a stack of 2 MiB, which a debug
//! build must stand as well: `cargo run -p benches --bin small_stack`.
//!
//! With `--least` it finds the smallest stack that will do, by running itself with smaller ones.
//! With a number it tries a stack of so many KiB; one that is too small ends the process.

#![forbid(unsafe_code)]

use std::env;
use std::process::{Command, ExitCode, Stdio};

use benches::deep_frame::{SUM, on_a_stack_of};

const PLAIN_THREAD: usize = 2048;

fn main() -> ExitCode {
    let argument = env::args().nth(1);
    match argument.as_deref() {
        None => run(PLAIN_THREAD),
        Some("--least") => least(),
        Some(kibibytes) => match kibibytes.parse() {
            Ok(kibibytes) => run(kibibytes),
            Err(_) => {
                eprintln!("usage: small_stack [--least | KIBIBYTES]");
                ExitCode::FAILURE
            }
        },
    }
}

fn run(kibibytes: usize) -> ExitCode {
    let (pauses, sum) = on_a_stack_of(kibibytes << 10);
    println!("{pauses} pauses with 64 KiB alive on a stack of {kibibytes} KiB");
    if (pauses, sum) == (16, SUM) {
        ExitCode::SUCCESS
    } else {
        eprintln!("but the bytes add up to {sum}, not to {SUM}");
        ExitCode::FAILURE
    }
}

fn least() -> ExitCode {
    let (mut too_small, mut enough) = (16, 64 << 10);
    while enough - too_small > 16 {
        let middle = usize::midpoint(too_small, enough);
        if suffices(middle) {
            enough = middle;
        } else {
            too_small = middle;
        }
    }
    println!("a stack of {enough} KiB will do, one of {too_small} KiB will not");
    ExitCode::SUCCESS
}

/// Whether a process of our own survives with that stack.
fn suffices(kibibytes: usize) -> bool {
    let Ok(program) = env::current_exe() else {
        return false;
    };
    let status = Command::new(program)
        .arg(kibibytes.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}
