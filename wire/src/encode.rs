//! Writing: a serde serializer.

use serde::ser::{self, Serialize};

use crate::{Error, head};

/// The bytes of `value`.
///
/// # Errors
/// For what the format does not hold: 128-bit numbers, byte strings, map keys that are not text, sequences of unknown length.
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut encoder = Encoder {
        out: Vec::with_capacity(128),
        namespace: None,
    };
    value.serialize(&mut encoder)?;
    Ok(encoder.out)
}

/// Appends values to `out`. A `namespace` is put before the name of the first variant: see [`crate::Tagged`].
pub(crate) struct Encoder<'a> {
    pub(crate) out: Vec<u8>,
    pub(crate) namespace: Option<&'a str>,
}

impl Encoder<'_> {
    fn variant(&mut self, name: &str) {
        match self.namespace.take() {
            None => head::write_text(&mut self.out, name),
            Some(namespace) => {
                head::write(&mut self.out, head::TEXT, (namespace.len() + 1 + name.len()) as u64);
                self.out.extend_from_slice(namespace.as_bytes());
                self.out.push(b'/');
                self.out.extend_from_slice(name.as_bytes());
            }
        }
    }

    fn variant_with_value(&mut self, name: &str) {
        head::write(&mut self.out, head::ARRAY, 2);
        self.variant(name);
    }

    fn float(&mut self, value: f64) {
        self.out.push(head::FLOAT);
        self.out.extend_from_slice(&value.to_be_bytes());
    }

    fn sized(&mut self, major: u8, length: Option<usize>) -> Result<&mut Self, Error> {
        let length = length.ok_or_else(|| Error::new("the length must be known beforehand"))?;
        head::write(&mut self.out, major, length as u64);
        Ok(self)
    }
}

macro_rules! integers {
    ($($method:ident($type:ty))*) => {$(
        fn $method(self, value: $type) -> Result<(), Error> {
            self.serialize_i64(i64::from(value))
        }
    )*};
}

impl ser::Serializer for &mut Encoder<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    integers! { serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        match u64::try_from(value) {
            Ok(value) => head::write(&mut self.out, head::UINT, value),
            // CBOR holds -1 - n, which is !n in two's complement.
            Err(_) => head::write(&mut self.out, head::NEGATIVE, (!value).unsigned_abs()),
        }
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        head::write(&mut self.out, head::UINT, value);
        Ok(())
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.push(if value { head::TRUE } else { head::FALSE });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.float(f64::from(value));
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.float(value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        head::write_text(&mut self.out, value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(Error::new("byte strings are not part of the format"))
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.push(head::NULL);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.variant(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.variant_with_value(variant);
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Error> {
        self.sized(head::ARRAY, length)
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, Error> {
        self.sized(head::ARRAY, Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self, Error> {
        self.sized(head::ARRAY, Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Error> {
        self.variant_with_value(variant);
        self.sized(head::ARRAY, Some(length))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self, Error> {
        self.sized(head::MAP, length)
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Self, Error> {
        self.sized(head::MAP, Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Error> {
        self.variant_with_value(variant);
        self.sized(head::MAP, Some(length))
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

macro_rules! elements {
    ($($trait:ident :: $method:ident)*) => {$(
        impl ser::$trait for &mut Encoder<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        }
    )*};
}

elements! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

macro_rules! fields {
    ($($trait:ident)*) => {$(
        impl ser::$trait for &mut Encoder<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                head::write_text(&mut self.out, name);
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        }
    )*};
}

fields! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for &mut Encoder<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let start = self.out.len();
        key.serialize(&mut **self)?;
        match self.out.get(start) {
            Some(first) if first >> 5 == head::TEXT => Ok(()),
            _ => Err(Error::new("a map's keys must be text")),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
