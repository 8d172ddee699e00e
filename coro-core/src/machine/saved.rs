//! Writing a machine, and putting a fresh one where a saved one stood.
//!
//! A machine whose code has a name, and which can therefore be read without a fresh one, is in `program.rs`.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::within::{Item, Itself, Part};
use super::{Code, Flagged, Machine};
use crate::saving::{self, Load, Restore, RestoreError, Save};

impl<C: Code<State: Save>> Serialize for Machine<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        saving::save(&self.state, serializer)
    }
}

impl<C: Code<State: for<'de> Load<'de>>> Restore for Machine<C> {
    fn restore_with<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
        migrate: &impl saving::Migrate,
    ) -> Result<(), RestoreError<D::Error>> {
        self.state = saving::restored(deserializer, migrate)?;
        Ok(())
    }

    fn places(&self) -> &'static [saving::Place] {
        <C::State as saving::Placed>::PLACES
    }

    fn state(&self) -> &'static str {
        saving::state_of(&self.state)
    }
}

/// A place in a text or a list: where it begins and ends.
impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = Deserialize::deserialize(deserializer)?;
        Ok(Part { start, end })
    }
}

/// The index of an item.
impl<T> Serialize for Item<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.index.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(Item::at)
    }
}

/// The value.
impl<T: Serialize> Serialize for Itself<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Itself<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(Itself)
    }
}

/// As the `Option` that it is.
impl<T: Serialize> Serialize for Flagged<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Flagged<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Flagged)
    }
}
