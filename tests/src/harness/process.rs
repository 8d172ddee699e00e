//! Runs a command to its end, or stops it when it takes too long.
//!
//! Output goes through files, so that a command that prints much is not held up.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// What a command did.
pub struct Output {
    /// It ended well.
    pub succeeded: bool,
    /// Its standard output.
    pub text: String,
    /// Its standard error, or that it took too long.
    pub errors: String,
}

/// Runs an executable of ours and gives what it printed.
pub fn run(executable: &Path) -> Result<String, String> {
    let output = output_within(Command::new(executable), 20)?;
    if output.succeeded {
        return Ok(output.text);
    }
    let last = output.text.lines().rev().take(4).collect::<Vec<_>>();
    let last = last.into_iter().rev().collect::<Vec<_>>().join("\n");
    Err(format!(
        "error: it crashed; the last it printed:\n{last}\n{}",
        output.errors
    ))
}

/// Runs a command for so many seconds at most.
pub fn output_within(mut command: Command, seconds: u64) -> Result<Output, String> {
    let (text, errors) = (Scratch::new()?, Scratch::new()?);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(text.file()?)
        .stderr(errors.file()?)
        .spawn()
        .map_err(|e| format!("{:?}: {e}", command.get_program()))?;
    let begin = Instant::now();
    let succeeded = loop {
        if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
            break Some(status.success());
        }
        if begin.elapsed() > Duration::from_secs(seconds) {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(3));
    };
    let mut errors = errors.read();
    if succeeded.is_none() {
        errors.push_str(&format!("error: stopped after {seconds} seconds\n"));
    }
    Ok(Output {
        succeeded: succeeded == Some(true),
        text: text.read(),
        errors,
    })
}

/// A file that is gone with this value.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, String> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("coro-differential-{}-{number}", std::process::id());
        Ok(Scratch(std::env::temp_dir().join(name)))
    }

    fn file(&self) -> Result<File, String> {
        File::create(&self.0).map_err(|e| format!("{}: {e}", self.0.display()))
    }

    fn read(&self) -> String {
        fs::read(&self.0)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
