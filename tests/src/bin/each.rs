//! Compiles and compares each differential program on its own.
//!
//! ```text
//! cargo run -q -p tests --bin each                  all of them: one line for each that fails
//! cargo run -q -p tests --bin each NAME..           these, with all errors or both traces
//! cargo run -q -p tests --bin each -- --dir DIR     the programs of another folder
//! .. --native     only rustc's side: do the programs themselves work?
//! .. --warnings   what rustc warns of in the coro side
//! .. --trace      print what the sides do instead of comparing (with --native: rustc's)
//! .. --expand     print what the macro makes of the program (with --native: the test macro)
//! ```

#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use tests::harness::{self, Artifacts, Outcome, Program, Side};

/// What was asked for.
struct Options {
    names: Vec<String>,
    folders: Vec<PathBuf>,
    side: Side,
    task: Task,
}

enum Task {
    Compare,
    Warnings,
    Trace,
    Expand,
}

fn main() -> ExitCode {
    match options().and_then(|options| work(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        names: Vec::new(),
        folders: harness::folders(),
        side: Side::Coro,
        task: Task::Compare,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match &*argument {
            "--dir" => {
                options.folders = vec![arguments.next().ok_or("`--dir` takes a folder")?.into()]
            }
            "--native" => options.side = Side::Native,
            "--warnings" => options.task = Task::Warnings,
            "--trace" => options.task = Task::Trace,
            "--expand" => options.task = Task::Expand,
            name if name.starts_with('-') => return Err(format!("unknown option `{name}`")),
            name => options.names.push(name.trim_end_matches(".rs").to_string()),
        }
    }
    Ok(options)
}

/// Whether all went well.
fn work(options: &Options) -> Result<bool, String> {
    let programs = harness::programs(&options.folders, &options.names)?;
    let artifacts = Artifacts::build()?;
    let print = |results: &mut dyn FnMut(&Program) -> Result<String, String>| {
        let mut well = true;
        for program in &programs {
            match results(program) {
                Ok(text) => println!("{text}"),
                Err(message) => {
                    println!("{}:\n{message}", program.name);
                    well = false;
                }
            }
        }
        Ok(well)
    };
    match (&options.task, options.side) {
        (Task::Warnings, _) => print(&mut |program| {
            let warnings = harness::warnings(program, &artifacts)?;
            let count = warnings
                .lines()
                .filter(|line| line.starts_with("warning: "))
                .count();
            // rustc's last line counts them
            let summary = format!("{} warnings in {}", count.saturating_sub(1), program.name);
            Ok(if options.names.is_empty() {
                summary
            } else {
                format!("{warnings}{summary}")
            })
        }),
        (Task::Trace, side) => print(&mut |program| harness::trace(program, side, &artifacts)),
        (Task::Expand, side) => print(&mut |program| harness::expanded(program, side, &artifacts)),
        (Task::Compare, Side::Native) => {
            Ok(compare(options, &programs, |program| match harness::trace(
                program,
                Side::Native,
                &artifacts,
            ) {
                Ok(trace) => Outcome::Same(trace.matches("\n# ").count()),
                Err(message) => Outcome::Fails(Side::Native, message),
            }))
        }
        (Task::Compare, Side::Coro) => Ok(compare(options, &programs, |program| {
            harness::check(program, &artifacts)
        })),
    }
}

fn compare(
    options: &Options,
    programs: &[Program],
    check: impl Fn(&Program) -> Outcome + Sync,
) -> bool {
    let begin = Instant::now();
    let in_full = !options.names.is_empty();
    let (mut same, mut runs, mut different, mut failing) = (0, 0, 0, 0);
    harness::for_each(programs, check, |program, outcome| match outcome {
        Outcome::Same(count) => {
            same += 1;
            runs += count;
            if in_full {
                println!("SAME {}: {count} runs", program.name);
            }
        }
        Outcome::Different(difference) => {
            different += 1;
            if in_full {
                println!("DIFF {}: {difference}", program.name);
            } else {
                println!("DIFF {}: {}", program.name, difference.summary());
            }
        }
        Outcome::Fails(side, message) => {
            failing += 1;
            if in_full {
                println!(
                    "FAIL {} ({side:?}):\n{}",
                    program.name,
                    without_warnings(&message)
                );
            } else {
                println!(
                    "FAIL {} ({side:?}): {}",
                    program.name,
                    first_error(&message)
                );
            }
        }
    });
    let seconds = begin.elapsed().as_secs_f32();
    println!(
        "{} programs: {same} the same ({runs} runs), {different} different, {failing} failing; {seconds:.1} s",
        programs.len()
    );
    different + failing == 0
}

/// rustc's messages but the warnings: those of code that does not compile mislead.
fn without_warnings(message: &str) -> String {
    let messages = message
        .split("\n\n")
        .filter(|message| !message.starts_with("warning"));
    messages.collect::<Vec<_>>().join("\n\n")
}

/// The first error, its place, and how many there are.
fn first_error(message: &str) -> String {
    let is_error = |line: &&str| line.starts_with("error") && !line.starts_with("error: aborting");
    let count = message.lines().filter(is_error).count();
    let mut lines = message.lines().skip_while(|line| !is_error(line));
    let first = lines.next().unwrap_or("no message");
    let place = lines
        .next()
        .unwrap_or_default()
        .trim_start_matches([' ', '-', '>']);
    let place = place.rsplit('/').next().unwrap_or_default();
    format!("{first} ({place}; {count} errors)")
}
