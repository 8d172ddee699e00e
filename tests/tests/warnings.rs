//! A coroutine is warned of as the plain fn is: the same lints, at the same places, no more and no less.
//!
//! In: `warnings/NAME.rs`, whose fns pause by `yield_wait!()` alone. Each is compiled twice: on `coro_core`, and on
//! `warnings/plain/coro_core.rs`, whose `coro!` leaves its fns as they are. What rustc says is compared: which
//! sentence, at which line and column. Not compared is what stands below, since a macro can show in it.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::harness::Artifacts;

#[test]
fn a_coroutine_is_warned_of_as_the_plain_fn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("warnings");
    let artifacts = Artifacts::build().expect("the crates build");
    let plain = plain_library(&folder, &artifacts);
    let (_, ours) = artifacts
        .crates
        .iter()
        .find(|(name, _)| *name == "coro_core")
        .expect("it was built");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).expect("the folder is part of the repository") {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let of_coroutine = warnings(&path, ours, &artifacts);
        let of_plain_fn = warnings(&path, &plain, &artifacts);
        assert_eq!(of_coroutine, of_plain_fn, "{}", path.display());
        seen += of_plain_fn.len();
    }
    assert!(seen > 20, "only {seen} warnings were compared");
}

fn plain_library(folder: &Path, artifacts: &Artifacts) -> PathBuf {
    let library = artifacts.dependencies().join("libplain_coro_core.rlib");
    let mut rustc = rustc(&folder.join("plain/coro_core.rs"), &library, "coro_core");
    let output = rustc.arg("--emit=link").output().expect("rustc runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    library
}

/// Each warning's place and sentence, in the order of the places.
fn warnings(path: &Path, library: &Path, artifacts: &Artifacts) -> Vec<(u32, u32, String)> {
    let output = artifacts.dependencies().join("warnings.rmeta");
    let mut rustc = rustc(path, &output, "warnings");
    rustc.arg("--emit=metadata");
    rustc
        .arg("--extern")
        .arg(format!("coro_core={}", library.display()));
    rustc
        .arg("-L")
        .arg(format!("dependency={}", artifacts.dependencies().display()));
    let output = rustc.output().expect("rustc runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{said}", path.display());
    let mut lines = said.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let Some(sentence) = line.strip_prefix("warning: ") else {
            continue;
        };
        let place = lines.next().and_then(|line| line.split_once("--> "));
        let mut numbers = place
            .into_iter()
            .flat_map(|(_, place)| place.rsplitn(3, ':'));
        let mut number = || numbers.next()?.parse().ok();
        if let (Some(column), Some(line)) = (number(), number()) {
            found.push((line, column, sentence.to_string()));
        }
    }
    found.sort();
    found
}

fn rustc(path: &Path, output: &Path, name: &str) -> Command {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    rustc.arg(path).arg("-o").arg(output);
    rustc.args([
        "--edition",
        "2024",
        "--crate-type",
        "lib",
        "--crate-name",
        name,
    ]);
    rustc
}
