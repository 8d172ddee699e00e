//! The fields of a place, as a list of any length: `(first, (second, (third, ())))`.
//!
//! Each field has a type of its own, which only rustc knows. A list that ends in `()` lets generated code write and
//! read them without a struct for each place:
//!
//! ```text
//! State::Wait1 { limit, line } => saver.place(1, (limit, (line, ()))),          // fields sorted by name
//! 1 => { let (limit, (line, ())) = loader.list()?; Ok(State::Wait1 { limit, line }) }
//! ```

use serde::de::{Deserialize, Error, MapAccess, SeqAccess};
use serde::ser::{Serialize, SerializeStruct};

/// A list of references to what is to be written.
pub trait SaveList {
    /// Writes each under its name.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn save<S: SerializeStruct>(
        &self,
        names: &'static [&'static str],
        to: &mut S,
    ) -> Result<(), S::Error>;
}

impl SaveList for () {
    fn save<S: SerializeStruct>(
        &self,
        _: &'static [&'static str],
        _: &mut S,
    ) -> Result<(), S::Error> {
        Ok(())
    }
}

impl<T: Serialize + ?Sized, Rest: SaveList> SaveList for (&T, Rest) {
    fn save<S: SerializeStruct>(
        &self,
        names: &'static [&'static str],
        to: &mut S,
    ) -> Result<(), S::Error> {
        let Some((name, names)) = names.split_first() else {
            return Ok(());
        };
        to.serialize_field(name, self.0)?;
        self.1.save(names, to)
    }
}

/// A list of what is read.
pub trait LoadList<'de>: Sized {
    /// What was read of it so far, where it comes in any order.
    type Slots: Default;

    /// Reads what a format without names has.
    ///
    /// # Errors
    ///
    /// Those of the format, and if there are too few.
    fn from_seq<A: SeqAccess<'de>>(
        seq: &mut A,
        names: &'static [&'static str],
    ) -> Result<Self, A::Error>;

    /// Reads the one at `index`.
    ///
    /// # Errors
    ///
    /// Those of the format, and if it was there before.
    fn fill<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        names: &'static [&'static str],
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// All of them.
    ///
    /// # Errors
    ///
    /// If one was not there.
    fn finish<E: Error>(slots: Self::Slots, names: &'static [&'static str]) -> Result<Self, E>;
}

impl<'de> LoadList<'de> for () {
    type Slots = ();

    fn from_seq<A: SeqAccess<'de>>(
        _: &mut A,
        _: &'static [&'static str],
    ) -> Result<Self, A::Error> {
        Ok(())
    }

    fn fill<A: MapAccess<'de>>(
        (): &mut (),
        _: usize,
        _: &'static [&'static str],
        _: &mut A,
    ) -> Result<(), A::Error> {
        Ok(())
    }

    fn finish<E: Error>((): (), _: &'static [&'static str]) -> Result<Self, E> {
        Ok(())
    }
}

/// A list whose first field is a `T`.
impl<'de, T: Deserialize<'de>, Rest: LoadList<'de>> LoadList<'de> for (T, Rest) {
    type Slots = (Option<T>, Rest::Slots);

    fn from_seq<A: SeqAccess<'de>>(
        seq: &mut A,
        names: &'static [&'static str],
    ) -> Result<Self, A::Error> {
        let (name, names) = first(names);
        let Some(value) = seq.next_element()? else {
            return Err(Error::missing_field(name));
        };
        Ok((value, Rest::from_seq(seq, names)?))
    }

    fn fill<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        names: &'static [&'static str],
        map: &mut A,
    ) -> Result<(), A::Error> {
        let (name, names) = first(names);
        if let Some(index) = index.checked_sub(1) {
            return Rest::fill(&mut slots.1, index, names, map);
        }
        if slots.0.is_some() {
            return Err(Error::duplicate_field(name));
        }
        slots.0 = Some(map.next_value()?);
        Ok(())
    }

    fn finish<E: Error>(slots: Self::Slots, names: &'static [&'static str]) -> Result<Self, E> {
        let (name, names) = first(names);
        let Some(value) = slots.0 else {
            return Err(Error::missing_field(name));
        };
        Ok((value, Rest::finish(slots.1, names)?))
    }
}

/// Generated code has a name for each field.
fn first(names: &'static [&'static str]) -> (&'static str, &'static [&'static str]) {
    match names {
        [first, rest @ ..] => (first, rest),
        [] => ("", &[]),
    }
}
