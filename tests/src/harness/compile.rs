//! Makes an executable of one program and one side, by calling `rustc`.
//!
//! The root of the crate is written here: a `prelude` with the side's `coro!`, the program as
//! a module, and a `main` that runs its cases. The program's own file is compiled where it
//! is, so errors point into it.

use super::process::output_within;
use super::{Artifacts, Program};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

/// Who lowers the coroutines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `coro_core::coro`, on stable.
    Coro,
    /// rustc.
    Native,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Coro => "coro",
            Side::Native => "native",
        }
    }

    /// What the root of the crate begins with.
    fn head(self, support: &str) -> String {
        match self {
            Side::Coro => "#![allow(dead_code)]\n#[allow(unused_imports)]\nmod prelude {\n    pub use coro_core::coro;\n".to_string(),
            Side::Native => format!(
                "#![allow(warnings)]\n#![feature(coroutines, coroutine_trait, stmt_expr_attributes)]\n\
                 #[path = {support:?}]\nmod native_support;\nmod prelude {{\n    pub use native::coro;\n"
            ),
        }
    }
}

/// Compiles one side of a program; gives the executable.
pub fn compile(program: &Program, side: Side, artifacts: &Artifacts) -> Result<PathBuf, String> {
    compile_with_warnings(program, side, artifacts).map(|(executable, _)| executable)
}

/// Compiles one side of a program; gives the executable, and what rustc had to say.
pub fn compile_with_warnings(
    program: &Program,
    side: Side,
    artifacts: &Artifacts,
) -> Result<(PathBuf, String), String> {
    let executable = place(program, side, artifacts, "exe")?;
    let mut rustc = rustc(program, side, artifacts)?;
    rustc.arg("-o").arg(&executable);
    let output = output_within(rustc, 120)?;
    if output.succeeded {
        Ok((executable, output.errors))
    } else {
        Err(output.errors)
    }
}

/// What the macro makes of a program.
pub fn expand(program: &Program, side: Side, artifacts: &Artifacts) -> Result<String, String> {
    let mut rustc = rustc(program, side, artifacts)?;
    rustc.arg("-Zunpretty=expanded").env("RUSTC_BOOTSTRAP", "1");
    let output = output_within(rustc, 120)?;
    if output.succeeded || !output.text.is_empty() {
        // where names are not found there is an expansion all the same, which shows why
        Ok(output.text)
    } else {
        Err(output.errors)
    }
}

/// Where the trace of rustc's side is kept: the name holds all that it depends on.
pub fn kept_trace(program: &Program, artifacts: &Artifacts) -> Result<PathBuf, String> {
    let mut hasher = DefaultHasher::new();
    let text = fs::read(&program.path).map_err(|e| format!("{}: {e}", program.path.display()))?;
    (text, artifacts.native_print).hash(&mut hasher);
    place(
        program,
        Side::Native,
        artifacts,
        &format!("{:016x}.trace", hasher.finish()),
    )
}

fn rustc(program: &Program, side: Side, artifacts: &Artifacts) -> Result<Command, String> {
    let root = place(program, side, artifacts, "rs")?;
    let support = artifacts.root.join("tests/differential/native_support.rs");
    let path = program.path.canonicalize().map_err(|e| e.to_string())?;
    let text = format!(
        "{head}    pub use coro_core::{{Coroutine, CoroutineState, FromYield, Wait}};\n    \
         pub use tests::{{Bomb, D, Tracer, log, note}};\n}}\n\
         #[path = {path:?}]\nmod program;\n\
         fn main() {{ tests::tracer::main(program::cases) }}\n",
        head = side.head(&support.display().to_string()),
    );
    fs::write(&root, text).map_err(|e| format!("{}: {e}", root.display()))?;
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    rustc.current_dir(&artifacts.root).arg(&root);
    rustc.args([
        "--edition",
        program.edition(),
        "--crate-name",
        "program",
        "-Cdebuginfo=0",
        "-Cstrip=symbols",
    ]);
    rustc
        .arg("-L")
        .arg(format!("dependency={}", artifacts.dependencies().display()));
    for (name, file) in &artifacts.crates {
        rustc
            .arg("--extern")
            .arg(format!("{name}={}", file.display()));
    }
    if side == Side::Native {
        rustc.env("RUSTC_BOOTSTRAP", "1");
    }
    Ok(rustc)
}

/// A file under `target/differential`, one for each folder of programs, program and side.
fn place(
    program: &Program,
    side: Side,
    artifacts: &Artifacts,
    ending: &str,
) -> Result<PathBuf, String> {
    let mut hasher = DefaultHasher::new();
    program.path.parent().hash(&mut hasher);
    let folder = format!(
        "differential/{:08x}/{}",
        hasher.finish() as u32,
        side.name()
    );
    let folder = artifacts.target.join(folder);
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder.join(format!("{}.{ending}", program.name)))
}
