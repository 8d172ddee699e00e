//! Holds each `examples/expand/x_expanded.rs` to what `coro!` really makes of `x.rs`.
//!
//! The expansion is the one that rustc is given (`CORO_DUMP=expansion`), so the lines in its docs are real. It is
//! pasted in the place of the call; the comments in the file and its `use`s are its own. That the file compiles,
//! outside of the macro, and prints what the other one prints is a test as well.
//!
//! `UPDATE_EXPECT=1 cargo test -p tests --test expand` writes the files anew. A comment stays above the line that it
//! stood above; where that line is gone the test says so.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use quote::ToTokens;
use syn::{File, Item};
use tests::harness::Artifacts;

const PAIRS: [&str; 3] = ["averager", "countdown", "greeting"];

fn path(artifacts: &Artifacts, name: &str) -> PathBuf {
    artifacts.root.join(format!("examples/expand/{name}.rs"))
}

fn read(artifacts: &Artifacts, name: &str) -> String {
    let path = path(artifacts, name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What each `coro!` of an example became, in order.
fn expansions(artifacts: &Artifacts, name: &str) -> VecDeque<Vec<Item>> {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    // From the workspace, as cargo does: so the file is called the same.
    rustc.current_dir(&artifacts.root);
    rustc.arg(format!("examples/expand/{name}.rs"));
    rustc.args(["--edition", "2024", "--emit=metadata", "--out-dir"]);
    rustc.arg(env!("CARGO_TARGET_TMPDIR"));
    let folder = artifacts.dependencies().display();
    rustc.arg("-L").arg(format!("dependency={folder}"));
    for (name, file) in &artifacts.crates {
        rustc
            .arg("--extern")
            .arg(format!("{name}={}", file.display()));
    }
    let output = rustc
        .env("CORO_DUMP", "expansion")
        .output()
        .expect("rustc can be started");
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{printed}");
    let parts = printed.split("// expansion of coro!\n").skip(1);
    let parts = parts.map(|part| {
        part.split("// end of the expansion")
            .next()
            .unwrap_or_default()
    });
    let parsed = parts.map(|part| syn::parse_file(part).expect("an expansion is Rust").items);
    parsed.collect()
}

/// The example with the expansions in place of the calls.
fn pasted(artifacts: &Artifacts, name: &str) -> File {
    let mut expansions = expansions(artifacts, name);
    let mut file = syn::parse_file(&read(artifacts, name)).expect("an example is Rust");
    let items = std::mem::take(&mut file.items);
    for item in items {
        match item {
            Item::Macro(call) if call.mac.path.is_ident("coro") => {
                file.items
                    .extend(expansions.pop_front().expect("each call is expanded once"));
            }
            other => file.items.push(other),
        }
    }
    assert!(expansions.is_empty(), "{name}: more expansions than calls");
    file
}

/// Items but the `use`s, printed in one way.
fn printed(file: &File) -> String {
    let items = file
        .items
        .iter()
        .filter(|item| !matches!(item, Item::Use(_)));
    let mut printed = file.clone();
    printed.items = items.cloned().collect();
    printed.attrs.clear();
    prettyplease::unparse(&printed)
}

/// The file with its old comments above the lines that they stood above.
fn commented(old: &str, file: &File) -> String {
    let old_file = syn::parse_file(old).expect("it was Rust before");
    let head = old.lines().take_while(|line| !line.starts_with("use "));
    let mut lines: Vec<String> = head.map(str::to_string).collect();
    for item in old_file
        .items
        .iter()
        .filter(|item| matches!(item, Item::Use(_)))
    {
        lines.push(item.to_token_stream().to_string());
    }
    let is_comment = |line: &str| line.trim_start().starts_with("// ");
    let mut comments: Vec<(Vec<&str>, &str)> = Vec::new();
    let mut block = Vec::new();
    let body = old.lines().skip_while(|line| !line.starts_with("use "));
    for line in body {
        match is_comment(line) {
            true => block.push(line),
            false if !block.is_empty() => comments.push((std::mem::take(&mut block), line.trim())),
            false => {}
        }
    }
    let mut comments = VecDeque::from(comments);
    let code = format_with_rustfmt(&printed(file));
    for line in code.lines() {
        if comments
            .front()
            .is_some_and(|(_, below)| *below == line.trim())
            && let Some((block, _)) = comments.pop_front()
        {
            lines.extend(block.into_iter().map(str::to_string));
        }
        lines.push(line.to_string());
    }
    assert!(
        comments.is_empty(),
        "these comments have lost their line: {comments:#?}"
    );
    format_with_rustfmt(&(lines.join("\n") + "\n"))
}

fn format_with_rustfmt(text: &str) -> String {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("formatted.rs");
    fs::write(&file, text).expect("the folder is there");
    let done = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .arg(&file)
        .status();
    assert!(
        done.is_ok_and(|status| status.success()),
        "rustfmt formats {text}"
    );
    fs::read_to_string(file).expect("rustfmt leaves it")
}

#[test]
fn each_expanded_example_is_what_the_macro_gives() {
    let artifacts = Artifacts::build().expect("the crates build");
    for name in PAIRS {
        let real = pasted(&artifacts, name);
        let kept = read(&artifacts, &format!("{name}_expanded"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let text = commented(&kept, &real);
            fs::write(path(&artifacts, &format!("{name}_expanded")), text)
                .expect("it can be written");
            continue;
        }
        let kept = syn::parse_file(&kept).expect("an example is Rust");
        // rustfmt sorts the imports
        let [real, kept] = [&real, &kept].map(|file| format_with_rustfmt(&printed(file)));
        let mut lines = real.lines().zip(kept.lines());
        let apart = lines.find(|(real, kept)| real != kept);
        assert!(
            real == kept,
            "{name}_expanded.rs is not what `coro!` makes of {name}.rs any more (UPDATE_EXPECT=1 writes it): {apart:?}"
        );
    }
}

/// The fn of `countdown_expanded.rs` with its comments, as it stands there.
fn commented_countdown(artifacts: &Artifacts) -> String {
    let text = read(artifacts, "countdown_expanded");
    let start = text
        .find("// The signature")
        .expect("the comment above the fn");
    let end = text.find("fn main()").expect("`main` is the last");
    text[start..end].trim_end().to_string()
}

#[test]
fn the_readme_shows_one_pair_whole() {
    let artifacts = Artifacts::build().expect("the crates build");
    let path = artifacts.root.join("README.md");
    let readme = fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme
        .split_once("<!-- expansion:")
        .expect("its place is marked");
    let (mark, rest) = rest
        .split_once("```rust,ignore\n")
        .expect("a block of code");
    let (shown, after) = rest.split_once("```").expect("its end");
    let whole = commented_countdown(&artifacts);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let text = format!("{before}<!-- expansion:{mark}```rust,ignore\n{whole}\n```{after}");
        fs::write(path, text).expect("it can be written");
        return;
    }
    assert_eq!(shown.trim_end(), whole);
    let source = read(&artifacts, "countdown");
    let call = source
        .split("coro! {")
        .nth(1)
        .and_then(|rest| rest.split("fn main").next());
    let call = call.expect("it calls `coro!`").trim_end();
    assert!(
        before.contains(call),
        "the README has the source of the pair: {call}"
    );
}

/// What an example prints.
fn output_of(example: &str) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "run",
        "--quiet",
        "--package",
        "examples",
        "--example",
        example,
    ]);
    let output = cargo
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn each_expanded_example_prints_the_same() {
    for name in PAIRS {
        let printed = output_of(name);
        assert!(!printed.is_empty());
        assert_eq!(output_of(&format!("{name}_expanded")), printed, "{name}");
    }
}
