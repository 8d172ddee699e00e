//! Runs every example that has a recorded output and compares what it prints.
//!
//! In: `examples/expected/exNN.out`, the article's own outputs. The example that belongs to
//! it is the one whose name begins with `exNN_`. Examples without a record are not run here;
//! that they compile is seen by `cargo test` itself.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the package `examples`.
fn examples_package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

/// The names, without what follows the last dot, of a folder's files that end in `extension`.
fn names(folder: &Path, extension: &str) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is part of the repository") {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_some_and(|found| found == extension) {
            let name = path.file_stem().expect("a file has a name");
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    names
}

/// `ex10` -> `ex10_yield_from`, for each recorded output.
fn recorded_examples() -> BTreeMap<String, String> {
    let sources = names(&examples_package().join("examples"), "rs");
    let mut recorded = BTreeMap::new();
    for number in names(&examples_package().join("expected"), "out") {
        let prefix = format!("{number}_");
        let mut matching = sources.iter().filter(|name| name.starts_with(&prefix));
        let name = matching.next();
        let name = name.unwrap_or_else(|| panic!("no example is called {prefix}.."));
        assert_eq!(matching.next(), None, "two examples are called {prefix}..");
        recorded.insert(number, name.clone());
    }
    recorded
}

/// What an example prints, or what went wrong.
fn output_of(example: &str) -> Result<String, String> {
    // The same profile that the test was built with finds everything already compiled.
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "run",
        "--quiet",
        "--package",
        "examples",
        "--example",
        example,
    ]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    // Those that sleep do so on a clock that jumps; the others take no notice.
    cargo.args(["--", "--virtual"]);
    let output = cargo
        .current_dir(examples_package())
        .output()
        .expect("cargo can be started");
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

#[test]
fn every_example_prints_what_the_article_says() {
    let mut failures = Vec::new();
    for (number, example) in recorded_examples() {
        let record = examples_package().join(format!("expected/{number}.out"));
        let expected = fs::read_to_string(record).expect("the record can be read");
        match output_of(&example) {
            Ok(printed) if printed == expected => {}
            Ok(printed) => failures.push(format!(
                "{example} printed\n{printed}\ninstead of\n{expected}"
            )),
            Err(message) => failures.push(format!("{example} did not run:\n{message}")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_article_is_told_from_example_3_to_13() {
    let recorded = recorded_examples();
    for number in 3..=13 {
        let number = format!("ex{number:02}");
        assert!(recorded.contains_key(&number), "{number} is not recorded");
    }
}

/// The last line's two numbers: the run time and the cumulative run time.
fn run_times(printed: &str) -> (f64, f64) {
    let last = printed.lines().last().expect("it prints a summary");
    let numbers: Vec<f64> = last
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    (numbers[0], numbers[1])
}

#[test]
fn requests_at_once_take_as_long_as_the_slowest() {
    let one_by_one = output_of("ex01_sync_requests").expect("it runs");
    let at_once = output_of("ex02_concurrent_requests").expect("it runs");
    for printed in [&one_by_one, &at_once] {
        for page in ["google", "facebook", "amazon", "apple", "netflix"] {
            assert!(
                printed.contains(&format!("Requested {page}.com in ")),
                "{printed}"
            );
        }
    }
    let (run, cumulative) = run_times(&one_by_one);
    assert!(run >= cumulative - 0.02, "{one_by_one}");
    let (run, cumulative) = run_times(&at_once);
    assert!(run < cumulative * 0.7, "{at_once}");
}
