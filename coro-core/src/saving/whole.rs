//! What serde does not write whole: `a..=b`.
//!
//! A `RangeInclusive` hides that it gave its last item, and serde writes only its two ends. Where generated code sees
//! that a variable is one it writes `(start, end, is_exhausted)`.

use core::ops::RangeInclusive;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::machine::Flagged;

/// A variable, written and read with what it hides.
#[derive(Debug)]
pub struct Whole<T>(pub T);

impl<T: SaveWhole> Serialize for Whole<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.save_whole(serializer)
    }
}

impl<'de, T: LoadWhole<'de>> Deserialize<'de> for Whole<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::load_whole(deserializer).map(Whole)
    }
}

/// What can be written with what it hides.
#[diagnostic::on_unimplemented(
    message = "the trait bound `{Self}: Serialize` is not satisfied",
    label = "`{Self}` cannot be written"
)]
pub trait SaveWhole {
    /// Writes it.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn save_whole<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// What can be read with what it hides.
#[diagnostic::on_unimplemented(
    message = "the trait bound `{Self}: Deserialize` is not satisfied",
    label = "`{Self}` cannot be read"
)]
pub trait LoadWhole<'de>: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn load_whole<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<T: Serialize + PartialOrd> SaveWhole for RangeInclusive<T> {
    fn save_whole<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (start, end) = (self.start(), self.end());
        let is_exhausted = self.is_empty() && start <= end;
        (start, end, is_exhausted).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de> + PartialOrd> LoadWhole<'de> for RangeInclusive<T>
where
    RangeInclusive<T>: Iterator,
{
    fn load_whole<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end, is_exhausted) = <(T, T, bool)>::deserialize(deserializer)?;
        if is_exhausted && start != end {
            return Err(Error::custom(
                "a range that gave its last item stands there",
            ));
        }
        let mut range = start..=end;
        if is_exhausted {
            range.next();
        }
        Ok(range)
    }
}

/// As the `Option` that it is.
impl<T: SaveWhole> SaveWhole for Flagged<T> {
    fn save_whole<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().map(Whole).serialize(serializer)
    }
}

impl<'de, T: LoadWhole<'de>> LoadWhole<'de> for Flagged<T> {
    fn load_whole<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let whole: Option<Whole<T>> = Option::deserialize(deserializer)?;
        Ok(Flagged(whole.map(|whole| whole.0)))
    }
}
