//! Writing a paused machine down, and going on with it later. With the feature `serde`.
//!
//! A coroutine that derives `Serialize` and `Deserialize` can be written with any format of serde's and read again:
//!
//! ```
//! use coro_core::{Coroutine, CoroutineState::{Complete, Yielded}, Restore, coro};
//!
//! coro! {
//!     #[derive(Serialize, Deserialize)]
//!     fn countdown(from: u32) yields u32 -> &'static str {
//!         for left in (1..=from).rev() {
//!             yield_value!(left);
//!         }
//!         "TAKE OFF!!!!!"
//!     }
//! }
//!
//! let mut machine = countdown(3);
//! assert_eq!(machine.resume(()), Yielded(3));
//! assert_eq!(machine.resume(()), Yielded(2));
//! let saved = serde_json::to_string(&machine).unwrap();
//!
//! // Perhaps days later, in another process: a fresh machine gives the type, the saved one the state.
//! let mut again = countdown(0);
//! again.restore(&mut serde_json::Deserializer::from_str(&saved)).unwrap();
//! assert_eq!(again.resume(()), Yielded(1));
//! assert_eq!(again.resume(()), Complete("TAKE OFF!!!!!"));
//! ```
//!
//! What is written is the [layout](Fingerprint) of the state, the state's name, and by its name each variable that is alive
//! there, with the machines that are delegated to inside:
//!
//! ```text
//! {"layout":5866893917,"standing":{"Yield2":{"iter":{"iter":[1,1]}}}}
//! ```
//!
//! Loops and parts of a function are levels in its machine, but not in what is written: it does not change when
//! a variable comes to be parked elsewhere. Of a machine that runs, or that panicked, nothing can be written.
//!
//! - `fingerprint`: which places there are, and how an edit is told; - `list`: the fields of a place, as a list of any
//!   length; - `save`, `load`: from and to serde's formats; - `refusal`: what can be wrong.
//!
//! - `migrate`: carrying old states over while they are restored; `data`: a value between two types;
//!   `snapshot`: a saved machine as data, to look at; `golden`: a test that fails when an edit
//!   would strand saved machines; - `whole`: what serde does not write whole.
//!
//! Does not: write code, or what a delegate borrows. A future of another library is as savable as its type.

mod data;
mod fingerprint;
#[cfg(feature = "std")]
mod golden;
mod list;
mod load;
mod migrate;
mod refusal;
mod save;
mod snapshot;
mod whole;

pub use fingerprint::{Fingerprint, Place};
#[cfg(feature = "std")]
pub use golden::Golden;
pub use list::{LoadList, SaveList};
pub use load::{Load, Loader, load, restored};
pub use migrate::{Migrate, Migration, Moved};
pub use refusal::RestoreError;
pub use save::{Save, Saver, save};
pub use snapshot::Snapshot;
pub use whole::{LoadWhole, SaveWhole, Whole};

use serde::de::Deserializer;

/// The places in which the states of one fn can stand.
pub trait Placed {
    /// The fn.
    const NAME: &'static str;
    /// The places, in the order of the source.
    const PLACES: &'static [Place];

    /// Which of them it is; none if its code is running, or panicked.
    fn place(&self) -> Option<usize>;
}

/// The name of a state.
pub fn state_of<T: Placed>(state: &T) -> &'static str {
    let place = state.place().and_then(|place| T::PLACES.get(place));
    place.map_or("Running", |place| place.name)
}

/// A machine that can be put where a saved one stood.
///
/// `#[derive(Deserialize)]` on the fn gives it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be restored",
    label = "not a machine that can be restored",
    note = "`#[derive(Serialize, Deserialize)]` on the fn in `coro!` lets its machine be written and restored"
)]
pub trait Restore {
    /// Puts this machine where the saved one stood. What it was before does not matter: a fresh one will do.
    ///
    /// # Errors
    ///
    /// If the saved machine is of another fn or of another version of this fn
    /// ([`UnknownState`](RestoreError::UnknownState), [`ChangedLayout`](RestoreError::ChangedLayout)), or cannot be
    /// read at all ([`Malformed`](RestoreError::Malformed)). This machine stands where it stood then.
    ///
    /// ```
    /// use coro_core::{Restore, RestoreError, coro};
    ///
    /// coro! {
    ///     #[derive(Serialize, Deserialize)]
    ///     fn wait() {
    ///         yield_wait!();
    ///     }
    /// }
    ///
    /// let saved = r#"{"layout":4294967297,"standing":{"Sleeping":{}}}"#;
    /// let error = wait().restore(&mut serde_json::Deserializer::from_str(saved)).unwrap_err();
    /// assert!(matches!(error, RestoreError::UnknownState { machine: "wait", .. }));
    /// ```
    fn restore<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
    ) -> Result<(), RestoreError<D::Error>> {
        self.restore_with(deserializer, &())
    }

    /// The same, with ways for states that an edit of the fn changed or took away: a [`Migration`].
    ///
    /// It is asked for this machine's own states. A machine that it delegates to is carried over by what its fn says:
    /// `#[migrate(Migration::of(..))]` on the fn, which holds wherever a machine of it is read.
    ///
    /// # Errors
    ///
    /// As [`restore`](Restore::restore), for states without a way; [`Malformed`](RestoreError::Malformed) as well if
    /// what a way leads to does not fit.
    fn restore_with<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
        migrate: &impl Migrate,
    ) -> Result<(), RestoreError<D::Error>>;

    /// The places in which the machine can stand, with their fingerprints.
    fn places(&self) -> &'static [Place];

    /// The name of the state that it stands in, also where it is in a part or a loop; `Running` if it panicked.
    fn state(&self) -> &'static str;
}
