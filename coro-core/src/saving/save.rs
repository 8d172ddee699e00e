//! Writing a state.

use serde::ser::{Error, Serialize, SerializeMap, SerializeStruct, Serializer};

use super::{Place, Placed, SaveList};

/// A state that can be written. Generated code implements it.
pub trait Save: Placed {
    /// Hands its place and what it holds to `to`.
    ///
    /// # Errors
    ///
    /// Those of the format, and if it is no place to stand: its code is running, or panicked.
    fn save<S: Serializer>(&self, to: Saver<S>) -> Result<S::Ok, S::Error>;
}

/// Writes a state as `{"layout": .., "standing": {"Name": {..}}}`.
///
/// # Errors
///
/// Those of [`Save::save`].
pub fn save<T: Save, S: Serializer>(state: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let (name, places) = (T::NAME, T::PLACES);
    state.save(Saver {
        serializer,
        name,
        places,
    })
}

/// Where a state is written to.
#[derive(Debug)]
pub struct Saver<S> {
    serializer: S,
    name: &'static str,
    places: &'static [Place],
}

impl<S: Serializer> Saver<S> {
    /// Writes the place and its fields, which are sorted by name.
    ///
    /// # Errors
    ///
    /// Those of the format.
    pub fn place<L: SaveList>(self, place: usize, list: L) -> Result<S::Ok, S::Error> {
        let Some(place) = self.places.get(place) else {
            return self.nowhere();
        };
        let mut machine = self.serializer.serialize_struct(self.name, 2)?;
        machine.serialize_field("layout", &place.layout.0)?;
        machine.serialize_field("standing", &Standing { place, list })?;
        machine.end()
    }

    /// A state that is no place to stand.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn nowhere(self) -> Result<S::Ok, S::Error> {
        let name = self.name;
        Err(Error::custom(format_args!(
            "`{name}` is running, or panicked: it can only be written while it is paused"
        )))
    }
}

/// `{"Name": {..}}`
struct Standing<L> {
    place: &'static Place,
    list: L,
}

impl<L: SaveList> Serialize for Standing<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (place, list) = (self.place, &self.list);
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(place.name, &Holds { place, list })?;
        map.end()
    }
}

/// `{"variable": .., ..}`
struct Holds<'a, L> {
    place: &'static Place,
    list: &'a L,
}

impl<L: SaveList> Serialize for Holds<'_, L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = self.place.holds;
        let mut fields = serializer.serialize_struct(self.place.name, names.len())?;
        self.list.save(names, &mut fields)?;
        fields.end()
    }
}
