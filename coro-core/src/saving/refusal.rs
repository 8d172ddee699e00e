//! What can be wrong with a saved machine.

use alloc::string::String;
use core::fmt;

use super::{Fingerprint, Place};

/// Why a machine could not be restored.
///
/// `E` is the error of the format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestoreError<E> {
    /// The fn has no state of that name: it was saved by another fn, or by another version of it.
    UnknownState {
        /// The fn, perhaps one that is delegated to.
        machine: &'static str,
        /// The name.
        state: String,
        /// The states there are.
        known: &'static [Place],
    },
    /// The state holds other things now, or, where the user gave it no name, it may be another place now.
    ChangedLayout {
        /// The fn, perhaps one that is delegated to.
        machine: &'static str,
        /// The state.
        state: &'static str,
        /// The layout in which it was saved.
        saved: Fingerprint,
        /// The layout that it has now.
        expected: Fingerprint,
        /// What it holds now.
        holds: &'static [&'static str],
    },
    /// It is no saved machine, or what it holds cannot be read.
    Malformed(E),
}

impl<E: fmt::Display> fmt::Display for RestoreError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RestoreError::UnknownState {
                machine,
                state,
                known,
            } => unknown(formatter, machine, state, known),
            RestoreError::ChangedLayout {
                machine,
                state,
                saved,
                expected,
                holds,
            } => changed(formatter, machine, state, (saved, expected), holds),
            RestoreError::Malformed(error) => {
                write!(formatter, "this is no saved machine: {error}")
            }
        }
    }
}

pub(super) fn unknown(
    formatter: &mut fmt::Formatter<'_>,
    machine: &str,
    state: &str,
    known: &[Place],
) -> fmt::Result {
    write!(formatter, "`{machine}` has no state `{state}` now; it has ")?;
    for (index, place) in known.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(formatter, "{comma}`{}`", place.name)?;
    }
    Ok(())
}

pub(super) fn changed(
    formatter: &mut fmt::Formatter<'_>,
    machine: &str,
    state: &str,
    (saved, expected): (&Fingerprint, &Fingerprint),
    holds: &[&str],
) -> fmt::Result {
    write!(
        formatter,
        "the layout of `{machine}` in state `{state}` changed: it was saved as {saved} and is {expected} now, holding "
    )?;
    match holds {
        [] => formatter.write_str("nothing"),
        _ => {
            for (index, name) in holds.iter().enumerate() {
                let comma = if index == 0 { "" } else { ", " };
                write!(formatter, "{comma}`{name}`")?;
            }
            Ok(())
        }
    }
}

impl<E: core::error::Error + 'static> core::error::Error for RestoreError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            RestoreError::Malformed(error) => Some(error),
            _ => None,
        }
    }
}

/// What was refused, and not by the format.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    Unknown {
        machine: &'static str,
        state: String,
        known: &'static [Place],
    },
    Changed {
        machine: &'static str,
        place: &'static Place,
        saved: Fingerprint,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Unknown {
                machine,
                state,
                known,
            } => unknown(formatter, machine, state, known),
            Refusal::Changed {
                machine,
                place,
                saved,
            } => changed(
                formatter,
                machine,
                place.name,
                (saved, &place.layout),
                place.holds,
            ),
        }
    }
}

impl Refusal {
    /// As serde's error, and beside it as it is: an error of serde's is only a text, and the machine may be
    /// deep inside another one or in a list of the user's.
    pub(super) fn into_error<E: serde::de::Error>(self) -> E {
        let error = E::custom(&self);
        #[cfg(feature = "std")]
        last::LAST.set(Some(self));
        error
    }

    /// The typed error of what failed with `error`.
    pub(super) fn typed<E>(error: E) -> RestoreError<E> {
        #[cfg(feature = "std")]
        if let Some(refusal) = last::LAST.take() {
            return match refusal {
                Refusal::Unknown {
                    machine,
                    state,
                    known,
                } => RestoreError::UnknownState {
                    machine,
                    state,
                    known,
                },
                Refusal::Changed {
                    machine,
                    place,
                    saved,
                } => RestoreError::ChangedLayout {
                    machine,
                    state: place.name,
                    saved,
                    expected: place.layout,
                    holds: place.holds,
                },
            };
        }
        RestoreError::Malformed(error)
    }

    /// Forgets what was refused before and handed to nobody.
    pub(super) fn forget() {
        #[cfg(feature = "std")]
        last::LAST.set(None);
    }
}

#[cfg(feature = "std")]
mod last {
    use core::cell::Cell;

    std::thread_local! {
        /// The refusal that became an error of serde's last, on this thread.
        pub(super) static LAST: Cell<Option<super::Refusal>> = const { Cell::new(None) };
    }
}
