//! What a type writes, as data.

use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::{Data, DataError};

type Written = Result<Data, DataError>;

/// Makes data of what is written.
pub(super) struct Writer;

/// Numbers that all become one variant.
macro_rules! numbers {
    ($($method:ident $type:ty => $variant:ident;)*) => {
        $(fn $method(self, value: $type) -> Written {
            Ok(Data::$variant(value.into()))
        })*
    };
}

impl Serializer for Writer {
    type Ok = Data;
    type Error = DataError;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Entries;
    type SerializeStruct = Entries;
    type SerializeStructVariant = Entries;

    numbers! {
        serialize_bool bool => Bool;
        serialize_i8 i8 => Signed;
        serialize_i16 i16 => Signed;
        serialize_i32 i32 => Signed;
        serialize_i64 i64 => Signed;
        serialize_i128 i128 => Signed128;
        serialize_u8 u8 => Unsigned;
        serialize_u16 u16 => Unsigned;
        serialize_u32 u32 => Unsigned;
        serialize_u64 u64 => Unsigned;
        serialize_u128 u128 => Unsigned128;
        serialize_f32 f32 => Single;
        serialize_f64 f64 => Double;
        serialize_char char => Char;
        serialize_str &str => Text;
        serialize_bytes &[u8] => Bytes;
    }

    fn serialize_none(self) -> Written {
        Ok(Data::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        Ok(Data::Some(Box::new(Data::of(value)?)))
    }

    fn serialize_unit(self) -> Written {
        Ok(Data::Unit)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(Data::Unit)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        Ok(Data::Variant(name, Box::new(Data::Unit)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        Data::of(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Written {
        Ok(Data::Variant(name, Box::new(Data::of(value)?)))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, DataError> {
        Ok(Items::of(None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, DataError> {
        Ok(Items::of(None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items, DataError> {
        Ok(Items::of(None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items, DataError> {
        Ok(Items::of(Some(name)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries, DataError> {
        Ok(Entries::of(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries, DataError> {
        Ok(Entries::of(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Entries, DataError> {
        Ok(Entries::of(Some(name)))
    }
}

/// In the variant, if it is one.
fn within(variant: Option<&'static str>, data: Data) -> Data {
    match variant {
        Some(name) => Data::Variant(name, Box::new(data)),
        None => data,
    }
}

/// A sequence that is being written.
pub(super) struct Items {
    variant: Option<&'static str>,
    items: Vec<Data>,
}

impl Items {
    fn of(variant: Option<&'static str>) -> Items {
        Items {
            variant,
            items: Vec::new(),
        }
    }

    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), DataError> {
        self.items.push(Data::of(value)?);
        Ok(())
    }

    fn finish(self) -> Written {
        Ok(within(self.variant, Data::Sequence(self.items)))
    }
}

/// Each of serde's sequences is one.
macro_rules! sequences {
    ($($trait:ident $method:ident)*) => {
        $(impl $trait for Items {
            type Ok = Data;
            type Error = DataError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), DataError> {
                self.add(value)
            }

            fn end(self) -> Written {
                self.finish()
            }
        })*
    };
}

sequences! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

/// A map or the fields of a struct that are being written.
pub(super) struct Entries {
    variant: Option<&'static str>,
    key: Option<Data>,
    entries: Vec<(Data, Data)>,
}

impl Entries {
    fn of(variant: Option<&'static str>) -> Entries {
        Entries {
            variant,
            key: None,
            entries: Vec::new(),
        }
    }

    fn add<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), DataError> {
        self.entries
            .push((Data::Text(name.to_string()), Data::of(value)?));
        Ok(())
    }

    fn finish(self) -> Written {
        Ok(within(self.variant, Data::Map(self.entries)))
    }
}

impl SerializeMap for Entries {
    type Ok = Data;
    type Error = DataError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), DataError> {
        self.key = Some(Data::of(key)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), DataError> {
        let key = self.key.take();
        let key = key.ok_or_else(|| DataError::custom("a value without a key"))?;
        self.entries.push((key, Data::of(value)?));
        Ok(())
    }

    fn end(self) -> Written {
        self.finish()
    }
}

/// Both kinds of fields with names.
macro_rules! structs {
    ($($trait:ident)*) => {
        $(impl $trait for Entries {
            type Ok = Data;
            type Error = DataError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), DataError> {
                self.add(name, value)
            }

            fn end(self) -> Written {
                self.finish()
            }
        })*
    };
}

structs! { SerializeStruct SerializeStructVariant }
