//! Writes, checks and shrinks random programs.
//!
//! ```text
//! fuzz gen SEED                     one program, as a file for the harness
//! fuzz many FROM COUNT --dir DIR    files with twenty programs each (or --batch N)
//! fuzz run FROM COUNT               checks them against rustc's coroutines; names the bad seeds
//! fuzz shrink SEED                  makes a bad program small
//! fuzz shrink SEED --check CMD      the same, while `CMD FILE` fails
//! fuzz features                     the names for --with and --without
//!
//! --preset core|full|least|ordinary   --with A,B   --without A,B   --size N
//! --native   (run) only rustc's side: are the programs themselves right?
//! --dir DIR  (run, shrink) where the files go; else cargo's target folder
//! ```

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use fuzz::check::Checker;
use fuzz::{Features, Mask, Program, batch, program, shrink};

/// What was asked for.
struct Options {
    words: Vec<String>,
    features: Features,
    folder: Option<PathBuf>,
    check: Option<String>,
    batch: usize,
    native: bool,
}

fn main() -> ExitCode {
    match options().and_then(|options| work(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        words: Vec::new(),
        features: Features::core(),
        folder: None,
        check: None,
        batch: 20,
        native: false,
    };
    let mut switches = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or(format!("`{argument}` takes a value"))
        };
        match argument.as_str() {
            "--preset" => {
                let size = options.features.size;
                options.features = match value()?.as_str() {
                    "core" => Features::core(),
                    "full" => Features::full(),
                    "least" => Features::least(),
                    "ordinary" => Features::ordinary(),
                    other => {
                        return Err(format!("no preset `{other}`: core, full, least, ordinary"));
                    }
                };
                if size != Features::core().size {
                    options.features.size = size;
                }
            }
            "--with" => switches.push((value()?, true)),
            "--without" => switches.push((value()?, false)),
            "--size" => options.features.size = number(&value()?)? as usize,
            "--batch" => options.batch = number(&value()?)? as usize,
            "--dir" => options.folder = Some(value()?.into()),
            "--check" => options.check = Some(value()?),
            "--native" => options.native = true,
            other if other.starts_with('-') => return Err(format!("unknown option `{other}`")),
            word => options.words.push(word.to_string()),
        }
    }
    for (names, on) in switches {
        for name in names.split(',') {
            if !options.features.set(name, on) {
                return Err(format!("no feature `{name}`; `fuzz features` lists them"));
            }
        }
    }
    Ok(options)
}

fn number(word: &str) -> Result<u64, String> {
    word.parse().map_err(|_| format!("`{word}` is no number"))
}

/// Whether all went well.
fn work(options: &Options) -> Result<bool, String> {
    let words: Vec<&str> = options.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["gen", seed] => {
            let program = program(number(seed)?, &options.features, &Mask::new());
            print!("{}", batch::file(&[program]));
            Ok(true)
        }
        ["many", from, count] => many(options, number(from)?, number(count)?),
        ["run", from, count] => run(options, number(from)?, number(count)?),
        ["shrink", seed] => shrunk(options, number(seed)?),
        ["features"] => {
            println!("{}", Features::NAMES.join("\n"));
            Ok(true)
        }
        _ => Err(
            "gen SEED | many FROM COUNT --dir DIR | run FROM COUNT | shrink SEED | features"
                .to_string(),
        ),
    }
}

fn programs(options: &Options, from: u64, count: u64) -> Vec<Program> {
    (from..from + count)
        .map(|seed| program(seed, &options.features, &Mask::new()))
        .collect()
}

fn many(options: &Options, from: u64, count: u64) -> Result<bool, String> {
    let folder = options.folder.as_ref().ok_or("`many` takes `--dir DIR`")?;
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for batch in programs(options, from, count).chunks(options.batch.max(1)) {
        let path = folder.join(format!("seed{}_{}.rs", batch[0].seed, batch.len()));
        fs::write(&path, batch::file(batch))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(true)
}

fn run(options: &Options, from: u64, count: u64) -> Result<bool, String> {
    let mut checker = Checker::new(options.folder.clone())?;
    checker.native_only = options.native;
    let mut kinds: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    // A few files at a time, so that what is found is seen soon.
    for start in (from..from + count).step_by(options.batch.max(1) * 8) {
        let size = (from + count - start).min(options.batch.max(1) as u64 * 8);
        for finding in checker.programs(&programs(options, start, size), options.batch)? {
            println!("{finding}");
            kinds.entry(finding.kind).or_default().push(finding.seed);
        }
    }
    for (kind, seeds) in &kinds {
        println!("{:4} x {kind}, as in seed {}", seeds.len(), seeds[0]);
    }
    let bad: usize = kinds.values().map(Vec::len).sum();
    println!("{count} programs, {bad} bad");
    Ok(bad == 0)
}

fn shrunk(options: &Options, seed: u64) -> Result<bool, String> {
    let tell = |smaller: &Program| eprintln!("{} lines", smaller.text.lines().count());
    let features = &options.features;
    let file = |text: &str| {
        batch::file(&[Program {
            seed,
            text: text.to_string(),
            visits: Vec::new(),
            is_ordinary: features.ordinary,
        }])
    };
    if let Some(command) = &options.check {
        let path = std::env::temp_dir().join(format!("fuzz-{}-{seed}.rs", std::process::id()));
        let fails = |text: &str| fs::write(&path, file(text)).is_ok() && !succeeds(command, &path);
        let (_, small) = shrink::shrink(seed, features, fails, tell);
        print!("{}", file(&small.text));
        return fs::remove_file(&path)
            .map(|()| true)
            .map_err(|error| error.to_string());
    }
    let checker = Checker::new(options.folder.clone())?;
    let check = |text: &str| {
        let trial = Program {
            seed,
            text: text.to_string(),
            visits: Vec::new(),
            is_ordinary: features.ordinary,
        };
        checker.program(&trial).ok().flatten()
    };
    let whole = program(seed, features, &Mask::new());
    let finding = check(&whole.text).ok_or(format!("seed {seed} behaves"))?;
    let fails = |text: &str| check(text).is_some_and(|other| other.kind == finding.kind);
    let (_, small) = shrink::shrink(seed, features, fails, tell);
    print!("{}", file(&small.text));
    if let Some(finding) = check(&small.text) {
        println!("\n/*\n{finding}\n{}*/", finding.details);
    }
    Ok(true)
}

/// Runs `CMD FILE` in a shell.
fn succeeds(command: &str, path: &std::path::Path) -> bool {
    let line = format!("{command} \"$0\"");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &line])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    shell.status().is_ok_and(|status| status.success())
}
