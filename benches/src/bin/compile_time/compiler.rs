//! rustc, started on one file and timed.
//!
//! In: a [`Source`]. Out: the seconds of the quickest of some rounds. `coro-core` and diapause are
//! built once by cargo into a target folder of their own; rustc is then started directly, so that
//! cargo's own time is not measured.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, SystemTime};

use crate::source::Source;

/// How far rustc goes.
#[derive(Clone, Copy)]
pub enum Mode {
    /// As `cargo check` does: no code is generated.
    Check,
    /// As `cargo build` does: no optimisation, full debug information.
    Debug,
}

/// What is needed to compile a file.
pub struct Compiler {
    folder: PathBuf,
    dependencies: PathBuf,
    coro_core: PathBuf,
    diapause: PathBuf,
    rounds: u32,
}

impl Compiler {
    /// Builds the crates that the sources use.
    pub fn prepare(rounds: u32) -> Result<Self, String> {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let folder = workspace.join("target/compile_time");
        // One at a time: cargo does not find a package of the workspace and one from outside it
        // in the same command.
        for package in ["coro-core", "diapause"] {
            build(package, &workspace, &folder)?;
        }
        let dependencies = folder.join("debug/deps");
        Ok(Compiler {
            coro_core: newest(&dependencies, "libcoro_core-")?,
            diapause: newest(&dependencies, "libdiapause-")?,
            folder,
            dependencies,
            rounds,
        })
    }

    /// How long rustc takes for a source.
    pub fn seconds(&self, source: &Source, mode: Mode) -> Result<f64, String> {
        let file = self.folder.join(&source.name).with_extension("rs");
        fs::write(&file, &source.text)
            .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
        let mut least = f64::INFINITY;
        for _ in 0..self.rounds.max(1) {
            let mut rustc = self.command(&file, mode);
            let started = Instant::now();
            let output = rustc
                .output()
                .map_err(|error| format!("rustc cannot be started: {error}"))?;
            least = least.min(started.elapsed().as_secs_f64());
            if !output.status.success() {
                let message = String::from_utf8_lossy(&output.stderr);
                return Err(format!("{} does not compile:\n{message}", file.display()));
            }
        }
        Ok(least)
    }

    fn command(&self, file: &Path, mode: Mode) -> Command {
        let external = |name: &str, path: &Path| format!("{name}={}", path.display());
        let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc
            .args(["--edition", "2024", "--crate-type", "lib", "--cap-lints"])
            .args(["allow", "--out-dir"])
            .arg(&self.folder)
            .arg("-L")
            .arg(format!("dependency={}", self.dependencies.display()))
            .args(["--extern", &external("coro_core", &self.coro_core)])
            .args(["--extern", &external("diapause", &self.diapause)]);
        match mode {
            Mode::Check => rustc.arg("--emit=metadata"),
            Mode::Debug => rustc.args(["--emit=link", "-Cdebuginfo=2"]),
        };
        rustc.arg(file);
        rustc
    }
}

/// Builds a package into a target folder.
fn build(package: &str, workspace: &Path, folder: &Path) -> Result<(), String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        // what the workspace asks for, for its own tests, no user has
        .env("RUSTFLAGS", "")
        .args(["build", "--quiet", "--package", package, "--target-dir"])
        .arg(folder)
        .current_dir(workspace)
        .status()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("cargo could not build {package}"))
    }
}

/// The library that was built last, should an older compiler have left one as well.
fn newest(folder: &Path, prefix: &str) -> Result<PathBuf, String> {
    let missing = |_| format!("{} cannot be listed", folder.display());
    let mut found: Option<(SystemTime, PathBuf)> = None;
    for entry in fs::read_dir(folder).map_err(missing)? {
        let entry = entry.map_err(missing)?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(prefix) || path.extension().is_none_or(|end| end != "rlib") {
            continue;
        }
        let built = entry.metadata().and_then(|data| data.modified());
        let built = built.map_err(missing)?;
        if found.as_ref().is_none_or(|(newest, _)| built > *newest) {
            found = Some((built, path));
        }
    }
    let (_, path) = found.ok_or_else(|| format!("cargo built no {prefix}*.rlib"))?;
    Ok(path)
}
