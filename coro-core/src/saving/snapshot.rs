//! A saved machine as data: to look at, and to carry over into another version of its fn.
//!
//! Where an edit changed what a named state holds, its saved machines are refused. They can be carried over, one
//! state at a time: the old state is read as what it held, and written as what the new one holds.
//!
//! ```
//! use coro_core::{Coroutine, CoroutineState::Yielded, Restore, coro, saving::Snapshot};
//! use serde::{Deserialize, Serialize};
//!
//! coro! {
//!     /// Version 1 held `paid` in pounds.
//!     #[derive(Serialize, Deserialize)]
//!     fn order(cents: u32) yields u32 {
//!         #[state(Paid)]
//!         yield_value!(cents / 100);
//!         yield_value!(cents);
//!     }
//! }
//!
//! /// What the state `Paid` held in version 1.
//! #[derive(Deserialize)]
//! struct OldPaid { pounds: u32 }
//!
//! /// What it holds now; in a format without names the fields have to stand in the order of their names.
//! #[derive(Serialize)]
//! struct Paid { cents: u32 }
//!
//! let saved = r#"{"layout":4294967297,"standing":{"Paid":{"pounds":7}}}"#;
//! let mut machine = order(0);
//! if machine.restore(&mut serde_json::Deserializer::from_str(saved)).is_err() {
//!     let old: Snapshot<OldPaid> = serde_json::from_str(saved).unwrap();
//!     let new = Snapshot::of(&machine, &old.state, Paid { cents: old.holds.pounds * 100 });
//!     let new = serde_json::to_value(new.expect("the state is still called so")).unwrap();
//!     machine.restore(new).unwrap();
//! }
//! assert_eq!(machine.resume(()), Yielded(700));
//! ```

use alloc::string::{String, ToString};
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::{Fingerprint, Restore};

/// A saved machine that stands in a state which holds `H`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot<H> {
    /// The fingerprint of the state.
    pub fingerprint: Fingerprint,
    /// The state's name.
    pub state: String,
    /// What it holds.
    pub holds: H,
}

impl<H> Snapshot<H> {
    /// One of the same fn as `machine`, with the fingerprint that the state has now; `None` if there is no such state.
    #[must_use]
    pub fn of(machine: &impl Restore, state: &str, holds: H) -> Option<Snapshot<H>> {
        let place = machine.places().iter().find(|place| place.name == state)?;
        Some(Snapshot {
            fingerprint: place.layout,
            state: state.to_string(),
            holds,
        })
    }
}

impl<H: Serialize> Serialize for Snapshot<H> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut machine = serializer.serialize_struct("Snapshot", 2)?;
        machine.serialize_field("layout", &self.fingerprint.0)?;
        machine.serialize_field("standing", &Standing(&self.state, &self.holds))?;
        machine.end()
    }
}

/// `{"Name": {..}}`
struct Standing<N, H>(N, H);

impl<H: Serialize> Serialize for Standing<&String, &H> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, self.1)?;
        map.end()
    }
}

impl<'de, H: Deserialize<'de>> Deserialize<'de> for Standing<String, H> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One<H>(PhantomData<H>);

        impl<'de, H: Deserialize<'de>> Visitor<'de> for One<H> {
            type Value = Standing<String, H>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a state")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let one = map.next_entry()?;
                let (name, holds) = one.ok_or_else(|| A::Error::invalid_length(0, &"one state"))?;
                match map.next_key::<IgnoredAny>()? {
                    Some(_) => Err(Error::invalid_length(2, &"one state")),
                    None => Ok(Standing(name, holds)),
                }
            }
        }

        deserializer.deserialize_map(One(PhantomData))
    }
}

impl<'de, H: Deserialize<'de>> Deserialize<'de> for Snapshot<H> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole<H>(PhantomData<H>);

        impl<'de, H: Deserialize<'de>> Visitor<'de> for Whole<H> {
            type Value = Snapshot<H>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a saved machine")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let layout = seq.next_element()?;
                let layout = layout.ok_or_else(|| A::Error::missing_field("layout"))?;
                let standing = seq.next_element()?;
                let standing = standing.ok_or_else(|| A::Error::missing_field("standing"))?;
                Ok(snapshot(layout, standing))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut layout, mut standing) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "layout" => layout = Some(map.next_value()?),
                        "standing" => standing = Some(map.next_value()?),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                let layout = layout.ok_or_else(|| A::Error::missing_field("layout"))?;
                let standing = standing.ok_or_else(|| A::Error::missing_field("standing"))?;
                Ok(snapshot(layout, standing))
            }
        }

        deserializer.deserialize_struct("Snapshot", &["layout", "standing"], Whole(PhantomData))
    }
}

fn snapshot<H>(layout: u64, Standing(state, holds): Standing<String, H>) -> Snapshot<H> {
    Snapshot {
        fingerprint: Fingerprint(layout),
        state,
        holds,
    }
}
