//! Runs programs through the harness of `tests`.
//!
//! Takes programs, writes them to files under a folder, gives for each what came of it. A file
//! that fails is split, so that the seed that is to blame is known.
//!
//! ```text
//! let check = Checker::new(folder)?;
//! for finding in check.programs(&programs, 20) { println!("{finding}"); }
//! ```
//!
//! It does not look into traces; the harness compares them.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use tests::harness::{self, Artifacts, Outcome, Side};

use crate::batch;
use crate::program::Program;

/// A program that does not behave.
#[derive(Debug)]
pub struct Finding {
    /// The seed of the program.
    pub seed: u64,
    /// What went wrong, in one line, without a place in the file.
    pub kind: String,
    /// The same, at length.
    pub details: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed {}: {}", self.seed, self.kind)
    }
}

/// Checks programs.
#[derive(Debug)]
pub struct Checker {
    folder: PathBuf,
    artifacts: Artifacts,
    /// Only rustc's own side is looked at: are the programs themselves right?
    pub native_only: bool,
}

impl Checker {
    /// Builds what the programs stand on. Files go to `folder`, or to one beside cargo's own.
    ///
    /// # Errors
    ///
    /// If something does not build, or the folder cannot be made.
    pub fn new(folder: Option<PathBuf>) -> Result<Self, String> {
        let artifacts = Artifacts::build()?;
        let folder = folder.unwrap_or_else(|| artifacts.target.join("fuzz"));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self {
            folder,
            artifacts,
            native_only: false,
        })
    }

    /// Checks programs, `size` in a file. Gives those that fail.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn programs(&self, programs: &[Program], size: usize) -> Result<Vec<Finding>, String> {
        let mut files = Vec::new();
        for batch in programs.chunks(size.max(1)) {
            files.push((self.write(batch)?, batch));
        }
        let suspects = Mutex::new(Vec::new());
        let listed: Vec<harness::Program> = files.iter().map(|(file, _)| file.clone()).collect();
        harness::for_each(
            &listed,
            |file| self.outcome(file),
            |file, finding| {
                let batch = files.iter().find(|(other, _)| other.name == file.name);
                if let (Some(finding), Some((_, batch)), Ok(mut suspects)) =
                    (finding, batch, suspects.lock())
                {
                    suspects.push((finding, *batch));
                }
            },
        );
        let mut findings = Vec::new();
        for (finding, batch) in suspects.into_inner().unwrap_or_default() {
            match batch {
                [program] => findings.push(Finding {
                    seed: program.seed,
                    ..finding
                }),
                _ => findings.extend(self.programs(batch, 1)?),
            }
        }
        findings.sort_by_key(|finding| finding.seed);
        Ok(findings)
    }

    /// What is wrong with one program.
    ///
    /// # Errors
    ///
    /// If its file cannot be written.
    pub fn program(&self, program: &Program) -> Result<Option<Finding>, String> {
        let found = self.programs(std::slice::from_ref(program), 1)?;
        Ok(found.into_iter().next())
    }

    fn write(&self, programs: &[Program]) -> Result<harness::Program, String> {
        let first = programs.first().map_or(0, |program| program.seed);
        let name = format!("seed{first}_{}", programs.len());
        let path = self.folder.join(format!("{name}.rs"));
        fs::write(&path, batch::file(programs))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(harness::Program { name, path })
    }

    fn outcome(&self, file: &harness::Program) -> Option<Finding> {
        let outcome = if self.native_only {
            match harness::trace(file, Side::Native, &self.artifacts) {
                Ok(_) => Outcome::Same(0),
                Err(message) => Outcome::Fails(Side::Native, message),
            }
        } else {
            harness::check(file, &self.artifacts)
        };
        let (kind, details) = match outcome {
            Outcome::Same(_) => return None,
            Outcome::Different(difference) => ("another trace".to_string(), difference.to_string()),
            Outcome::Fails(side, message) => {
                let first = message
                    .lines()
                    .find(|line| line.starts_with("error"))
                    .unwrap_or("no message");
                (format!("{side:?}: {first}"), message)
            }
        };
        Some(Finding {
            seed: 0,
            kind,
            details,
        })
    }
}
