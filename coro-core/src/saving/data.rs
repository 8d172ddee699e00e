//! A value between two types: what one writes is read as the other.
//!
//! What a migration makes of an old state has the user's own type; the new state is read from it as from any format.
//! Takes serde's data model whole, says nothing of where it came from.

mod writing;

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, Unexpected, VariantAccess,
    Visitor,
};
use serde::ser::{self, Serialize};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Data {
    Unit,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Unsigned128(u128),
    Signed128(i128),
    Single(f32),
    Double(f64),
    Char(char),
    Text(String),
    Bytes(Vec<u8>),
    Nothing,
    Some(Box<Data>),
    Sequence(Vec<Data>),
    Map(Vec<(Data, Data)>),
    /// The variant's name, and what it holds.
    Variant(&'static str, Box<Data>),
}

/// What cannot be written or read.
#[derive(Debug)]
pub(super) struct DataError(String);

impl fmt::Display for DataError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl core::error::Error for DataError {}

impl ser::Error for DataError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        DataError(message.to_string())
    }
}

impl Error for DataError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        DataError(message.to_string())
    }
}

impl Data {
    /// What a value writes.
    pub(super) fn of(value: &(impl Serialize + ?Sized)) -> Result<Data, DataError> {
        value.serialize(writing::Writer)
    }
}

impl<'de> Deserializer<'de> for Data {
    type Error = DataError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DataError> {
        match self {
            Data::Unit => visitor.visit_unit(),
            Data::Bool(value) => visitor.visit_bool(value),
            Data::Unsigned(value) => visitor.visit_u64(value),
            Data::Signed(value) => visitor.visit_i64(value),
            Data::Unsigned128(value) => visitor.visit_u128(value),
            Data::Signed128(value) => visitor.visit_i128(value),
            Data::Single(value) => visitor.visit_f32(value),
            Data::Double(value) => visitor.visit_f64(value),
            Data::Char(value) => visitor.visit_char(value),
            Data::Text(value) => visitor.visit_string(value),
            Data::Bytes(value) => visitor.visit_byte_buf(value),
            Data::Nothing => visitor.visit_none(),
            Data::Some(value) => visitor.visit_some(*value),
            Data::Sequence(items) => {
                SeqDeserializer::new(items.into_iter()).deserialize_any(visitor)
            }
            Data::Map(entries) => {
                MapDeserializer::new(entries.into_iter()).deserialize_any(visitor)
            }
            Data::Variant(name, holds) => visitor.visit_enum(Variant(name, *holds)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DataError> {
        match self {
            Data::Nothing | Data::Unit => visitor.visit_none(),
            Data::Some(value) => visitor.visit_some(*value),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DataError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DataError> {
        match self {
            Data::Variant(name, holds) => visitor.visit_enum(Variant(name, *holds)),
            other => other.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, DataError> for Data {
    type Deserializer = Data;

    fn into_deserializer(self) -> Data {
        self
    }
}

/// A variant that is being read.
struct Variant(&'static str, Data);

impl<'de> EnumAccess<'de> for Variant {
    type Error = DataError;
    type Variant = Data;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Data), DataError> {
        let name = seed.deserialize(IntoDeserializer::<DataError>::into_deserializer(self.0))?;
        Ok((name, self.1))
    }
}

impl<'de> VariantAccess<'de> for Data {
    type Error = DataError;

    fn unit_variant(self) -> Result<(), DataError> {
        match self {
            Data::Unit => Ok(()),
            _ => Err(Error::invalid_type(
                Unexpected::Other("a variant that holds something"),
                &"one that holds nothing",
            )),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, DataError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, DataError> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DataError> {
        self.deserialize_any(visitor)
    }
}
