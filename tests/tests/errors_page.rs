//! `docs/errors.md` shows what the compiler says, from the cases under `compile_fail`.
//!
//! A place of the page that begins with `<!-- case: NAME of FN -->` and ends with `<!-- end -->` holds the text of that
//! fn and what is said of it, taken from `NAME.rs` and `NAME.stderr`; without `of FN` the whole case. The Rust beside
//! them, which shows what to write instead, is compiled with the documentation (`examples/src/lib.rs`). After a case has
//! changed:
//!
//! ```text
//! UPDATE_EXPECT=1 cargo test -p tests --test errors_page
//! ```

#![forbid(unsafe_code)]

use std::fmt::Write;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

const START: &str = "<!-- case: ";
const END: &str = "<!-- end -->";

#[test]
fn the_page_shows_what_the_compiler_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = root.join("../docs/errors.md");
    let page = fs::read_to_string(&place).expect("the page is part of the repository");
    let mut renewed = String::new();
    let mut cases = 0;
    let mut rest = page.as_str();
    while let Some(start) = rest.find(START) {
        let (before, from) = rest.split_at(start);
        let (line, after) = from.split_once('\n').expect("a marker is a line");
        let end = after
            .find(END)
            .unwrap_or_else(|| panic!("{line} has no end"));
        renewed.push_str(before);
        renewed.push_str(line);
        renewed.push('\n');
        let name = line.trim_start_matches(START).trim_end_matches(" -->");
        renewed.push_str(&shown(&root.join("compile_fail"), name));
        rest = &after[end..];
        cases += 1;
    }
    renewed.push_str(rest);
    assert!(cases >= 20, "the page shows only {cases} cases");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&place, &renewed).expect("the page can be written");
        return;
    }
    assert!(
        page == renewed,
        "docs/errors.md is not what the cases are; see this test"
    );
}

/// The text of a case, or of one fn of it, and what is said of that.
fn shown(folder: &Path, name: &str) -> String {
    let (case, function) = match name.split_once(" of ") {
        Some((case, function)) => (case, Some(function)),
        None => (name, None),
    };
    let read = |ending: &str| {
        let place = folder.join(format!("{case}.{ending}"));
        fs::read_to_string(&place).unwrap_or_else(|error| panic!("{}: {error}", place.display()))
    };
    let (text, said) = (read("rs"), read("stderr"));
    let lines: Vec<&str> = text.lines().collect();
    let range = range_of(&lines, function).unwrap_or_else(|| panic!("no such fn: {name}"));
    let chosen = &lines[*range.start()..=*range.end()];
    let indent = chosen[0].len() - chosen[0].trim_start().len();
    let mut output = String::from("\n```rust,ignore\n");
    for line in chosen {
        let _ = writeln!(output, "{}", line.get(indent..).unwrap_or_default());
    }
    output.push_str("```\n\n```text\n");
    let messages: Vec<String> = messages(&said, case, &range);
    assert!(!messages.is_empty(), "nothing is said of {name}");
    output.push_str(&messages.join("\n"));
    output.push_str("```\n\n");
    output
}

/// The lines of a fn, or of all behind the head of the case up to its `main`.
fn range_of(lines: &[&str], function: Option<&str>) -> Option<RangeInclusive<usize>> {
    let Some(function) = function else {
        let first = lines.iter().position(|line| line.contains("coro! {"))?;
        let main = lines.iter().position(|line| line.starts_with("fn main("))?;
        let last = lines[..main].iter().rposition(|line| *line == "}")?;
        return Some(first..=last);
    };
    let head = format!("fn {function}(");
    let mut first = lines.iter().position(|line| line.contains(&head))?;
    let indent = lines[first].len() - lines[first].trim_start().len();
    let end = format!("{}}}", " ".repeat(indent));
    let last = first + lines[first..].iter().position(|line| *line == end)?;
    while first > 0 && lines[first - 1].trim_start().starts_with("#[") {
        first -= 1;
    }
    Some(first..=last)
}

/// The messages that point into these lines, without their places.
fn messages(said: &str, case: &str, range: &RangeInclusive<usize>) -> Vec<String> {
    let mut found = Vec::new();
    for message in said.split("\n\n") {
        let place = message.split(&format!("compile_fail/{case}.rs:")).nth(1);
        let line = place.and_then(|place| place.split(':').next()?.parse::<usize>().ok());
        if line.is_none_or(|line| !range.contains(&(line - 1))) {
            continue;
        }
        let is_shown = |line: &&str| {
            let text = line.trim_start();
            let is_place = text.starts_with("--> ") || text.starts_with("::: ");
            !is_place && !text.starts_with("= note: this error originates")
        };
        let mut text = String::new();
        for line in message.lines().filter(is_shown) {
            let _ = writeln!(text, "{}", line.trim_end());
        }
        found.push(text);
    }
    found
}
