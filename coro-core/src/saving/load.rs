//! Reading a state.
//!
//! The layout is compared as soon as the state's name is read, before anything that the state holds.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::data::Data;
use super::migrate::{Either, Migrate, Moved};
use super::refusal::Refusal;
use super::{Fingerprint, LoadList, Place, Placed, RestoreError};

/// A state that can be read. Generated code implements it.
pub trait Load<'de>: Placed + Sized {
    /// The state that is `place`, with what `from` holds.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn load<D: Deserializer<'de>>(place: usize, from: Loader<D>) -> Result<Self, D::Error>;

    /// The ways for older states that the fn has itself: `#[migrate(..)]`.
    fn migration() -> impl Migrate {}
}

/// Reads what [`save`](super::save()) writes.
///
/// # Errors
///
/// Those of the format, and what [`Restore::restore`](super::Restore::restore) refuses, as one.
pub fn load<'de, T: Load<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    migrated(deserializer, &T::migration())
}

fn migrated<'de, T: Load<'de>, D: Deserializer<'de>>(
    deserializer: D,
    migrate: &impl Migrate,
) -> Result<T, D::Error> {
    let state = PhantomData;
    deserializer.deserialize_struct(T::NAME, FIELDS, Machine { migrate, state })
}

/// The same with a typed error, and with ways for older states.
///
/// # Errors
///
/// What [`Restore::restore_with`](super::Restore::restore_with) refuses.
pub fn restored<'de, T: Load<'de>, D: Deserializer<'de>>(
    deserializer: D,
    migrate: &impl Migrate,
) -> Result<T, RestoreError<D::Error>> {
    Refusal::forget();
    migrated(deserializer, &Either(migrate, T::migration())).map_err(Refusal::typed)
}

/// What a state holds, to be read.
#[derive(Debug)]
pub struct Loader<D> {
    deserializer: D,
    place: &'static Place,
}

impl<'de, D: Deserializer<'de>> Loader<D> {
    /// The fields of the place, sorted by name.
    ///
    /// # Errors
    ///
    /// Those of the format, and if one is missing.
    pub fn list<L: LoadList<'de>>(self) -> Result<L, D::Error> {
        let place = self.place;
        let list = List {
            place,
            list: PhantomData,
        };
        self.deserializer
            .deserialize_struct(place.name, place.holds, list)
    }

    /// A place that generated code does not know, which cannot be.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn nowhere<T>(self) -> Result<T, D::Error> {
        let name = self.place.name;
        Err(Error::custom(format_args!("no place is `{name}`")))
    }
}

const FIELDS: &[&str] = &["layout", "standing"];

struct Machine<'m, T, M> {
    migrate: &'m M,
    state: PhantomData<T>,
}

impl<'de, T: Load<'de>, M: Migrate> Visitor<'de> for Machine<'_, T, M> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a saved `{}`", T::NAME)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        let layout = seq.next_element()?;
        let layout = layout.ok_or_else(|| A::Error::missing_field("layout"))?;
        let standing = Standing {
            layout: Some(Fingerprint(layout)),
            migrate: self.migrate,
            state: PhantomData,
        };
        let standing = seq.next_element_seed(standing)?;
        let (_, state) = standing.ok_or_else(|| A::Error::missing_field("standing"))?;
        Ok(state)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let (mut layout, mut standing) = (None, None);
        while let Some(key) = map.next_key_seed(Name(FIELDS))? {
            match key {
                Ok(0) if layout.is_none() => layout = Some(Fingerprint(map.next_value()?)),
                Ok(1) if standing.is_none() => {
                    standing = Some(map.next_value_seed(Standing {
                        layout,
                        migrate: self.migrate,
                        state: PhantomData,
                    })?);
                }
                Ok(0) => return Err(Error::duplicate_field("layout")),
                Ok(_) => return Err(Error::duplicate_field("standing")),
                Err(_) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let layout = layout.ok_or_else(|| A::Error::missing_field("layout"))?;
        let (place, state) = standing.ok_or_else(|| A::Error::missing_field("standing"))?;
        if let Some(place) = place {
            same_layout::<T, _>(place, layout)?;
        }
        Ok(state)
    }
}

fn same_layout<T: Placed, E: Error>(place: &'static Place, saved: Fingerprint) -> Result<(), E> {
    if saved == place.layout {
        return Ok(());
    }
    let machine = T::NAME;
    Err(Refusal::Changed {
        machine,
        place,
        saved,
    }
    .into_error())
}

/// `{"Name": {..}}`, with the layout if that came first.
struct Standing<'m, T, M> {
    layout: Option<Fingerprint>,
    migrate: &'m M,
    state: PhantomData<T>,
}

impl<'de, T: Load<'de>, M: Migrate> DeserializeSeed<'de> for Standing<'_, T, M> {
    /// The place, unless the state was carried over.
    type Value = (Option<&'static Place>, T);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Load<'de>, M: Migrate> Visitor<'de> for Standing<'_, T, M> {
    type Value = (Option<&'static Place>, T);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a state of `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some(name) = map.next_key_seed(Name(T::PLACES))? else {
            return Err(Error::invalid_length(0, &"one state"));
        };
        let read = match name {
            Ok(index) => self.known(index, &mut map)?,
            Err(name) if self.migrate.knows(&name) => (None, self.carry_over(&name, &mut map)?),
            Err(name) => return Err(unknown::<T, _>(name)),
        };
        if map.next_key::<IgnoredAny>()?.is_some() {
            return Err(Error::invalid_length(2, &"one state"));
        }
        Ok(read)
    }
}

impl<T, M: Migrate> Standing<'_, T, M> {
    /// Reads a state that there is today.
    fn known<'de, A: MapAccess<'de>>(
        &self,
        index: usize,
        map: &mut A,
    ) -> Result<(Option<&'static Place>, T), A::Error>
    where
        T: Load<'de>,
    {
        let place = &T::PLACES[index];
        if let Some(layout) = self.layout {
            if layout != place.layout && self.migrate.knows(place.name) {
                return Ok((None, self.carry_over(place.name, map)?));
            }
            same_layout::<T, _>(place, layout)?;
        }
        let state = map.next_value_seed(Holds {
            index,
            place,
            state: PhantomData,
        })?;
        Ok((Some(place), state))
    }

    /// Reads a state of an older version.
    fn carry_over<'de, A: MapAccess<'de>>(&self, name: &str, map: &mut A) -> Result<T, A::Error>
    where
        T: Load<'de>,
    {
        let migrate = self.migrate;
        let Moved { state, holds } = map.next_value_seed(Old { name, migrate })?;
        let Some(index) = T::PLACES.iter().position(|place| place.name == state) else {
            return Err(unknown::<T, _>(state));
        };
        let holds = match holds.map_err(A::Error::custom)? {
            Data::Unit => Data::Map(Vec::new()),
            holds => holds,
        };
        let loader = Loader {
            deserializer: holds,
            place: &T::PLACES[index],
        };
        T::load(index, loader).map_err(|error| {
            A::Error::custom(format_args!(
                "what `{name}` was carried over to is no state `{state}`: {error}"
            ))
        })
    }
}

fn unknown<T: Placed, E: Error>(state: String) -> E {
    let (machine, known) = (T::NAME, T::PLACES);
    let refusal = Refusal::Unknown {
        machine,
        state,
        known,
    };
    refusal.into_error()
}

/// What an old state held.
struct Old<'m, M> {
    name: &'m str,
    migrate: &'m M,
}

impl<'de, M: Migrate> DeserializeSeed<'de> for Old<'_, M> {
    type Value = Moved;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Moved, D::Error> {
        self.migrate.migrate(self.name, deserializer)
    }
}

/// `{"variable": .., ..}`
struct Holds<T> {
    index: usize,
    place: &'static Place,
    state: PhantomData<T>,
}

impl<'de, T: Load<'de>> DeserializeSeed<'de> for Holds<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let place = self.place;
        T::load(
            self.index,
            Loader {
                deserializer,
                place,
            },
        )
    }
}

struct List<L> {
    place: &'static Place,
    list: PhantomData<L>,
}

impl<'de, L: LoadList<'de>> Visitor<'de> for List<L> {
    type Value = L;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "what the state `{}` holds", self.place.name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<L, A::Error> {
        L::from_seq(&mut seq, self.place.holds)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<L, A::Error> {
        let names = self.place.holds;
        let mut slots = L::Slots::default();
        while let Some(name) = map.next_key_seed(Name(names))? {
            match name {
                Ok(index) => L::fill(&mut slots, index, names, &mut map)?,
                Err(_) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        L::finish(slots, names)
    }
}

/// A name out of a list: where it stands there, or else the name.
struct Name<T: 'static>(&'static [T]);

/// What has a name.
trait Called {
    fn name(&self) -> &'static str;
}

impl Called for &'static str {
    fn name(&self) -> &'static str {
        self
    }
}

impl Called for Place {
    fn name(&self) -> &'static str {
        self.name
    }
}

impl<'de, T: Called> DeserializeSeed<'de> for Name<T> {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T: Called> Visitor<'_> for Name<T> {
    type Value = Result<usize, String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        let index = self.0.iter().position(|called| called.name() == name);
        Ok(index.ok_or_else(|| name.into()))
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Self::Value, E> {
        match core::str::from_utf8(name) {
            Ok(name) => self.visit_str(name),
            Err(_) => Err(Error::invalid_value(Unexpected::Bytes(name), &self)),
        }
    }
}
