//! Golden states: one saved machine of each state, kept beside the tests.
//!
//! ```
//! use coro_core::{Coroutine, coro, saving::Golden};
//!
//! coro! {
//!     #[derive(Serialize, Deserialize)]
//!     fn order(price: u32) yields u32 {
//!         #[state(Charging)]
//!         yield_value!(price);
//!         #[state(Shipping)]
//!         yield_value!(0);
//!     }
//! }
//!
//! # let folder = std::env::temp_dir().join(format!("golden-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder).unwrap();
//! # let path = folder.join("order.golden");
//! // In a test, with a path in the repository. The first run writes the file, each later one reads it.
//! let mut golden = Golden::new(path, |machine| serde_json::to_string(machine).unwrap(), |saved, machine| {
//!     coro_core::Restore::restore(machine, &mut serde_json::Deserializer::from_str(saved))
//! });
//! let mut machine = order(12);
//! golden.see(&machine);
//! while machine.resume(()).yielded().is_some() {
//!     golden.see(&machine);
//! }
//! golden.check(|| order(0)); // panics if what was written once can be read no more
//! # std::fs::remove_dir_all(&folder).unwrap();
//! ```
//!
//! A line of the file is a saved machine in a format that is one line of text. When an edit is meant to strand what was
//! saved, delete the file, or set `UPDATE_GOLDEN=1`.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::ToOwned;
use std::path::PathBuf;
use std::string::String;
use std::vec::Vec;
use std::{env, format, fs};

use super::{Restore, RestoreError};

/// Saved machines of the states that a test comes by, and the file where they are kept.
pub struct Golden<M, W, R> {
    path: PathBuf,
    write: W,
    read: R,
    seen: Vec<(String, String)>,
    machine: PhantomData<fn(&M)>,
}

impl<M, W, R> fmt::Debug for Golden<M, W, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Golden")
            .field("path", &self.path)
            .finish()
    }
}

impl<M, W, R, E> Golden<M, W, R>
where
    M: Restore,
    W: Fn(&M) -> String,
    R: Fn(&str, &mut M) -> Result<(), RestoreError<E>>,
    E: fmt::Display,
{
    /// A file, and how a machine is written as one line of text and read again.
    pub fn new(path: impl Into<PathBuf>, write: W, read: R) -> Self {
        Golden {
            path: path.into(),
            write,
            read,
            seen: Vec::new(),
            machine: PhantomData,
        }
    }

    /// Keeps the machine, if none was seen in this state.
    pub fn see(&mut self, machine: &M) {
        let state = machine.state();
        if !self.seen.iter().any(|(seen, _)| seen == state) {
            self.seen.push((state.to_owned(), (self.write)(machine)));
        }
    }

    /// Writes the file, if there is none, and else reads all that was written once into fresh machines.
    ///
    /// # Panics
    ///
    /// If a machine that was written once is refused now, with the state and the reason of each; if the file
    /// cannot be written.
    pub fn check(&self, fresh: impl Fn() -> M) {
        let is_new = env::var_os("UPDATE_GOLDEN").is_some();
        let Some(text) = fs::read_to_string(&self.path).ok().filter(|_| !is_new) else {
            let lines = self
                .seen
                .iter()
                .map(|(state, saved)| format!("{state} {saved}\n"));
            let text: String = lines.collect();
            fs::write(&self.path, text).expect("golden states are written once");
            return;
        };
        let stranded = text.lines().filter_map(|line| {
            let (state, saved) = line.split_once(' ').unwrap_or((line, ""));
            let error = (self.read)(saved, &mut fresh()).err()?;
            Some(format!("\n  {state}: {}", error))
        });
        let stranded: Vec<String> = stranded.collect();
        assert!(
            stranded.is_empty(),
            "machines that were saved would be stranded:{}",
            stranded.concat()
        );
    }
}
