//! What `cargo run --example watch` writes: the trace is read as JSON, the page is opened in a real browser.
//!
//! The browser is Chromium, found as `chromium`; only `.ci/run` asks for that test, after it has installed one:
//! `cargo test -p tests --test watch -- --ignored`.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// The folder with the two files, written once.
fn written() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch");
        let mut cargo = Command::new(env!("CARGO"));
        let arguments = [
            "run",
            "--quiet",
            "--package",
            "examples",
            "--example",
            "watch",
            "--",
        ];
        cargo.args(arguments).arg(&folder);
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let output = cargo
            .current_dir(workspace)
            .output()
            .expect("cargo can be started");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(
            printed.contains("watch.html"),
            "it says where the page is: {printed}"
        );
        folder
    })
}

fn page() -> String {
    fs::read_to_string(written().join("watch.html")).expect("the page was written")
}

#[test]
fn the_trace_has_a_track_for_each_task_and_a_flow_for_each_wake() {
    let trace = fs::read_to_string(written().join("watch.json")).expect("the trace was written");
    let trace: Value = serde_json::from_str(&trace).expect("the trace is JSON");
    let events = trace["traceEvents"].as_array().expect("a list of events");
    let of = |phase: &'static str| events.iter().filter(move |event| event["ph"] == phase);
    let tracks: Vec<_> = of("M")
        .map(|event| event["args"]["name"].as_str())
        .collect();
    assert_eq!(
        tracks,
        [Some("task 1 `main_task`"), Some("task 2 `countdown`")]
    );
    // ten seconds of a countdown, each a state
    let counting = of("X").filter(|event| event["name"] == "countdown From2");
    let durations: Vec<_> = counting.map(|event| event["dur"].as_f64()).collect();
    assert_eq!(durations, vec![Some(1_000_000.0); 10]);
    // the countdown wakes the main task, which waits for it
    let ends = |phase| of(phase).map(|event| (event["tid"].as_u64(), event["id"].as_u64()));
    let (from, to): (Vec<_>, Vec<_>) = (ends("s").collect(), ends("f").collect());
    assert_eq!((from.len(), to.len()), (1, 1));
    assert_eq!((from[0].0, to[0].0), (Some(2), Some(1)));
    assert_eq!(from[0].1, to[0].1);
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = page();
    for loads in ["src=", "href=", "@import", "url(", "fetch(", "https://"] {
        assert!(!page.contains(loads), "the page has `{loads}`");
    }
    let addresses: Vec<_> = page.match_indices("http://").collect();
    let names = page.matches("http://www.w3.org/2000/svg").count();
    assert_eq!(
        addresses.len(),
        names,
        "only the name of SVG looks like an address"
    );
}

/// What the page has become in Chromium after a script.
fn in_chromium(script: &str) -> String {
    let folder = written();
    let profile = folder.join(format!("profile{}", script.len()));
    let file = folder.join(format!("watch{}.html", script.len()));
    fs::write(&file, format!("{}<script>{script}</script>", page())).expect("it can be written");
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--dump-dom",
    ];
    let mut chromium = Command::new("chromium");
    chromium.args(flags);
    chromium.arg(format!("--user-data-dir={}", profile.display()));
    chromium.arg(format!("file://{}", file.display()));
    let output = chromium
        .output()
        .expect("chromium is installed, see `.ci/run`");
    let _ = fs::remove_dir_all(profile);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What stands between two texts.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let (_, rest) = page
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start} in {page}"));
    rest.split_once(end).map_or(rest, |(inside, _)| inside)
}

#[test]
#[ignore = "needs Chromium, which .ci/run installs"]
fn chromium_goes_from_step_to_step() {
    let first = in_chromium("");
    assert!(
        between(&first, "id=\"where\">", "<")
            .starts_with("step 1 of 16, at 0 µs: task 1 main_task")
    );
    // forward by keys, to the second that the countdown sleeps
    let key = |key: &str| {
        format!("document.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}' }}));")
    };
    let third = in_chromium(&key("ArrowRight").repeat(3));
    let told = between(&third, "id=\"where\">", "<");
    assert_eq!(
        told,
        "step 4 of 16, at 1 s: task 2 countdown, sleeps for 1s"
    );
    let line = between(&third, "class=\"now\">", "</span>");
    assert_eq!(line.trim(), "yield_from!(sleep(Duration::from_secs(1)));");
    assert!(
        third.contains("<td>iter</td><td>Rev { iter: 1..=8 }</td>"),
        "the values are shown"
    );
    let boxes = third.split("<rect ").skip(1);
    let marked: Vec<_> = boxes
        .filter(|shape| shape.contains("class=\"now\""))
        .collect();
    assert!(
        marked.len() == 1 && marked[0].contains("data-state=\"3\""),
        "{marked:?}"
    );
    assert_eq!(
        third.matches("class=\"lane").count(),
        2,
        "a lane for each task"
    );
    // back again, to the ends, and by the slider
    let back = in_chromium(&(key("End") + &key("ArrowLeft")));
    assert!(between(&back, "id=\"where\">", "<").starts_with("step 15 of 16"));
    let slid = in_chromium("slider.value = 6; slider.dispatchEvent(new Event('input'));");
    assert!(between(&slid, "id=\"where\">", "<").starts_with("step 7 of 16"));
}
