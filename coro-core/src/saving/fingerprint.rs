//! Which places a machine has, and how an edit of the fn is told.
//!
//! A number made of names stands before each saved state. It is compared before anything of the state is
//! read, so that a machine which was saved by another version of the fn is never resumed at a wrong place.
//!
//! - A state that the user named, `#[state(Waiting)]`, has a layout made of the fn's name, its own and those of what
//!   it holds. An edit elsewhere in the fn leaves it as it is.
//! - The name of any other state is a count of the pauses before it, so its layout is made of all the
//!   places of the fn: any edit that moves, adds or takes away a pause is told.
//!
//! It does not see types or the text between two pauses: `#[state(..)]` is a promise about these.

use core::fmt;

/// How layouts are computed. It grows when that changes, and then all layouts differ from the old ones.
const VERSION: u64 = 1;

/// A fingerprint of a state: its name and the names of what it holds.
///
/// It shows as the version of the hash and the hash: `1:5db3b9dd`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub(super) u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{:08x}", self.0 >> 32, self.0 & 0xffff_ffff)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A place in which a machine can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The state's name.
    pub name: &'static str,
    /// The names of what it holds, sorted.
    pub holds: &'static [&'static str],
    /// Whether the user named it: `#[state(Name)]`.
    pub is_named: bool,
    /// Its layout.
    pub layout: Fingerprint,
}

impl Place {
    /// A place that the macro named.
    #[must_use]
    pub const fn numbered(name: &'static str, holds: &'static [&'static str]) -> Place {
        Place {
            name,
            holds,
            is_named: false,
            layout: Fingerprint(0),
        }
    }

    /// A place that the user named.
    #[must_use]
    pub const fn named(name: &'static str, holds: &'static [&'static str]) -> Place {
        Place {
            name,
            holds,
            is_named: true,
            layout: Fingerprint(0),
        }
    }

    /// All the places of a fn, with their layouts.
    #[must_use]
    pub const fn all<const N: usize>(machine: &str, mut places: [Place; N]) -> [Place; N] {
        let whole = hashed_places(text(START, machine), &places);
        let mut index = 0;
        while index < N {
            let hash = match places[index].is_named {
                true => hashed_place(text(START, machine), &places[index]),
                false => text(whole, places[index].name),
            };
            places[index].layout = Fingerprint(VERSION << 32 | hash as u64);
            index += 1;
        }
        places
    }
}

/// The start of FNV-1a, a hash that is the same everywhere.
const START: u32 = 0x811c_9dc5;

const fn byte(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// A text and what ends it, which no name has.
const fn text(mut hash: u32, text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        hash = byte(hash, bytes[index]);
        index += 1;
    }
    byte(hash, 0)
}

const fn hashed_place(hash: u32, place: &Place) -> u32 {
    let mut hash = text(hash, place.name);
    let mut index = 0;
    while index < place.holds.len() {
        hash = text(hash, place.holds[index]);
        index += 1;
    }
    byte(hash, 1)
}

const fn hashed_places(mut hash: u32, places: &[Place]) -> u32 {
    let mut index = 0;
    while index < places.len() {
        hash = hashed_place(hash, &places[index]);
        index += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::Place;
    use alloc::string::ToString;

    /// The numbers were computed by another program, from what the module's head says.
    #[test]
    fn a_layout_is_the_same_for_ever() {
        let [start, wait] = Place::all(
            "sleep",
            [
                Place::numbered("Start", &["turns"]),
                Place::named("Sleeping", &["left", "turns"]),
            ],
        );
        assert_eq!(start.layout.to_string(), "1:53998be0");
        assert_eq!(wait.layout.to_string(), "1:37f910c1");
    }

    #[test]
    fn an_edit_elsewhere_leaves_a_named_state_alone() {
        let before = Place::all(
            "order",
            [
                Place::named("Paid", &["sum"]),
                Place::numbered("Wait2", &["sum"]),
            ],
        );
        let after = Place::all(
            "order",
            [
                Place::named("Paid", &["sum"]),
                Place::numbered("Wait2", &["sum"]),
                Place::numbered("Wait3", &[]),
            ],
        );
        assert_eq!(before[0].layout, after[0].layout);
        assert_ne!(before[1].layout, after[1].layout);
    }

    #[test]
    fn names_do_not_run_into_each_other() {
        let one = Place::all("f", [Place::named("A", &["bc", "d"])]);
        let other = Place::all("f", [Place::named("A", &["b", "cd"])]);
        assert_ne!(one[0].layout, other[0].layout);
    }
}
