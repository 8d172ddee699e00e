//! Builds what the programs stand on, and finds where cargo put it.
//!
//! Gives the paths of `coro_core`, `tests` and the macro crate `native` as built with the
//! features and the profile of a plain `cargo build`. It only asks cargo, which builds
//! nothing when nothing changed. They are copied: a build that runs elsewhere meanwhile
//! would take them away.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where the built crates are.
#[derive(Debug)]
pub struct Artifacts {
    /// The workspace.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// Crates for `--extern`: name and file.
    pub crates: Vec<(&'static str, PathBuf)>,
    copies: Copies,
    /// Changes when what rustc's side stands on changes.
    pub native_print: u64,
}

impl Artifacts {
    /// Builds `coro_core`, `tests` and `native`.
    ///
    /// # Errors
    ///
    /// With cargo's own output, if one does not build.
    pub fn build() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or("no workspace")?
            .to_owned();
        let output = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
            .args(["build", "-q", "-p", "tests", "-p", "native", "--lib"])
            .args(["--message-format", "json-render-diagnostics"])
            .current_dir(&root)
            .output()
            .map_err(|e| format!("cargo: {e}"))?;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            let errors = errors
                .split("\n\n")
                .filter(|message| !message.starts_with("warning"));
            return Err(errors.collect::<Vec<_>>().join("\n\n"));
        }
        let messages = String::from_utf8_lossy(&output.stdout);
        let mut files = Vec::new();
        for name in ["coro_core", "tests", "native", "coro_macros"] {
            let file = built(&messages, name).ok_or(format!("cargo built no `{name}`"))?;
            files.push((name, file));
        }
        let target = files[1].1.ancestors().nth(2).ok_or("no target folder")?;
        let target = target.to_owned();
        let copies = Copies::of(&mut files, &target).map_err(|e| e.to_string())?;
        // Found through the folder, not named
        files.pop();
        let native_print = native_print(&root).map_err(|e| e.to_string())?;
        Ok(Artifacts {
            root,
            target,
            crates: files,
            copies,
            native_print,
        })
    }

    /// The folder with everything that the crates depend on.
    pub fn dependencies(&self) -> &Path {
        &self.copies.0
    }
}

/// A folder of copies, gone with this value.
#[derive(Debug)]
struct Copies(PathBuf);

impl Copies {
    /// Copies the files, and puts the copies in their places.
    fn of(files: &mut [(&'static str, PathBuf)], target: &Path) -> std::io::Result<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = format!("differential/built-{}-{number}", std::process::id());
        let copies = Copies(target.join(folder));
        fs::create_dir_all(&copies.0)?;
        for (_, file) in files {
            let copy = copies.0.join(file.file_name().unwrap_or_default());
            fs::copy(&file, &copy)?;
            *file = copy;
        }
        Ok(copies)
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The library of crate `name`, from cargo's messages.
fn built(messages: &str, name: &str) -> Option<PathBuf> {
    let is_it = |line: &&str| {
        line.contains(r#""reason":"compiler-artifact""#)
            && (line.contains(r#""kind":["lib"]"#) || line.contains(r#""kind":["proc-macro"]"#))
            && line.contains(&format!(r#""name":"{name}","#))
    };
    let line = messages.lines().find(is_it)?;
    let files = line.split(r#""filenames":["#).nth(1)?.split(']').next()?;
    let library = |file: &&str| {
        [".rlib", ".so", ".dylib", ".dll"]
            .iter()
            .any(|end| file.ends_with(end))
    };
    files.split('"').find(library).map(PathBuf::from)
}

/// rustc's side stands on the macro crate, the tracer, and the traits; not on `coro!`.
fn native_print(root: &Path) -> std::io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for folder in ["tests/native/src", "tests/src", "coro-core/src"] {
        hash_folder(&root.join(folder), &mut hasher)?;
    }
    fs::read(root.join("tests/differential/native_support.rs"))?.hash(&mut hasher);
    fs::read(root.join("rust-toolchain.toml"))?.hash(&mut hasher);
    Ok(hasher.finish())
}

fn hash_folder(folder: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        // The harness itself is no part of what is measured.
        if path
            .file_stem()
            .is_some_and(|name| name == "harness" || name == "bin")
        {
            continue;
        }
        if path.is_dir() {
            hash_folder(&path, hasher)?;
        } else {
            path.hash(hasher);
            fs::read(&path)?.hash(hasher);
        }
    }
    Ok(())
}
