//! Compiles a program twice, by `coro!` and by rustc's own coroutines, and compares.
//!
//! ```text
//! programs/loops.rs ─┬─ coro!   ─ rustc ─ run ─ trace ─┬─ the same, or where they part
//!                    └─ native! ─ rustc ─ run ─ trace ─┘
//! ```
//!
//! Each program is a crate of its own, made by calling `rustc`: one that does not compile
//! hides no other, and all of them together build as fast as one crate would. What rustc's
//! side printed is kept and used again until the program or what it stands on changes.
//! Where rustc's coroutines cannot follow, the trace stands in a file beside the program
//! (`tests/differential/beyond`).
//!
//! It does not look inside a trace: any difference in any line counts.

mod artifacts;
mod compare;
mod compile;
mod process;

pub use artifacts::Artifacts;
pub use compile::Side;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// A program: a file with coroutines and their cases.
#[derive(Clone, Debug)]
pub struct Program {
    /// The file's name without its ending.
    pub name: String,
    /// The file.
    pub path: PathBuf,
}

impl Program {
    /// The edition that it is compiled in: that of its name, `if_let_2021`, or the newest.
    fn edition(&self) -> &'static str {
        match self.name.ends_with("_2021") {
            true => "2021",
            false => "2024",
        }
    }
}

/// What came of a program.
#[derive(Debug)]
pub enum Outcome {
    /// The traces are equal: this many runs.
    Same(usize),
    /// The traces differ.
    Different(compare::Difference),
    /// One side did not compile, or crashed, or did not end.
    Fails(Side, String),
}

/// The folders of the programs that belong to the tests: those that rustc's coroutines run
/// as well, and those beyond them, which have their trace written beside them.
pub fn folders() -> Vec<PathBuf> {
    let differential = Path::new(env!("CARGO_MANIFEST_DIR")).join("differential");
    vec![differential.join("programs"), differential.join("beyond")]
}

/// All programs whose name is one of `names`; all of them if there are none.
///
/// # Errors
///
/// If a folder cannot be read, or there is no program of a name.
pub fn programs(folders: &[PathBuf], names: &[String]) -> Result<Vec<Program>, String> {
    let mut entries = Vec::new();
    for folder in folders {
        entries.extend(fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?);
    }
    let mut found: Vec<Program> = entries
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_string();
            Some(Program { name, path })
        })
        .filter(|program| names.is_empty() || names.contains(&program.name))
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    match names
        .iter()
        .find(|name| !found.iter().any(|p| p.name == **name))
    {
        Some(unknown) => Err(format!("no program `{unknown}`")),
        None => Ok(found),
    }
}

/// Compiles, runs and compares one program.
pub fn check(program: &Program, artifacts: &Artifacts) -> Outcome {
    let native = match trace(program, Side::Native, artifacts) {
        Ok(trace) => trace,
        Err(message) => return Outcome::Fails(Side::Native, message),
    };
    match trace(program, Side::Coro, artifacts) {
        Ok(coro) => match compare::compare(&coro, &native) {
            Ok(runs) => Outcome::Same(runs),
            Err(difference) => Outcome::Different(difference),
        },
        Err(message) => Outcome::Fails(Side::Coro, message),
    }
}

/// What one side of a program prints.
///
/// # Errors
///
/// If it does not compile, or crashes, or does not end.
pub fn trace(program: &Program, side: Side, artifacts: &Artifacts) -> Result<String, String> {
    if let (Side::Native, Ok(written)) = (side, fs::read_to_string(beside(program))) {
        return Ok(written);
    }
    let kept = (side == Side::Native)
        .then(|| compile::kept_trace(program, artifacts))
        .transpose()?;
    if let Some(trace) = kept.as_ref().and_then(|kept| fs::read_to_string(kept).ok()) {
        return Ok(trace);
    }
    let executable = compile::compile(program, side, artifacts)?;
    let trace = process::run(&executable);
    // Hundreds of them would fill the disk; not to be able to delete one does no harm.
    let _ = fs::remove_file(&executable);
    let trace = trace?;
    if let Some(kept) = kept {
        fs::write(&kept, &trace).map_err(|e| format!("{}: {e}", kept.display()))?;
    }
    Ok(trace)
}

/// The trace of a program that rustc's coroutines cannot run, or run wrongly.
fn beside(program: &Program) -> PathBuf {
    program.path.with_extension("trace")
}

/// What rustc warns of in the `coro!` side of a program.
///
/// # Errors
///
/// If it does not compile.
pub fn warnings(program: &Program, artifacts: &Artifacts) -> Result<String, String> {
    compile::compile_with_warnings(program, Side::Coro, artifacts).map(|(_, warnings)| warnings)
}

/// What the macro of a side makes of a program, as rustc prints it.
///
/// # Errors
///
/// If it does not expand.
pub fn expanded(program: &Program, side: Side, artifacts: &Artifacts) -> Result<String, String> {
    compile::expand(program, side, artifacts)
}

/// Does `work` for all programs, as many at once as there are processors, and tells `done`
/// of each as soon as it is known.
pub fn for_each<T: Send>(
    programs: &[Program],
    work: impl Fn(&Program) -> T + Sync,
    done: impl FnMut(&Program, T) + Send,
) {
    let queue = Mutex::new(programs.iter());
    let done = Mutex::new(done);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().ok().and_then(|mut queue| queue.next());
                    let Some(program) = next else { break };
                    let outcome = work(program);
                    if let Ok(mut done) = done.lock() {
                        done(program, outcome);
                    }
                }
            });
        }
    });
}
