//! Reading: a serde deserializer whose errors name the field.

use serde::de::{self, Deserialize, DeserializeSeed, Expected, Visitor};

use crate::error::mismatched;
use crate::head::{self, Input};
use crate::{Error, MAX_DEPTH};

/// Reads one value, which must take up all of `bytes`.
///
/// # Errors
/// When the bytes are no such value: the error names the field. Unknown fields are passed over, so that a newer sender is
/// understood.
pub fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, Error> {
    let mut decoder = Decoder::new(bytes);
    let value = T::deserialize(&mut decoder)?;
    if decoder.input.rest.is_empty() {
        Ok(value)
    } else {
        Err(Error::new("something follows the value"))
    }
}

pub(crate) struct Decoder<'de> {
    pub(crate) input: Input<'de>,
    depth: usize,
}

impl<'de> Decoder<'de> {
    pub(crate) fn new(bytes: &'de [u8]) -> Self {
        Self {
            input: Input { rest: bytes },
            depth: 0,
        }
    }

    fn truth(&mut self, expected: &dyn Expected) -> Result<bool, Error> {
        let value = match self.input.peek()? {
            head::FALSE => false,
            head::TRUE => true,
            _ => return Err(self.mismatch(expected)),
        };
        self.input.take(1)?;
        Ok(value)
    }

    fn unsigned(&mut self, expected: &dyn Expected) -> Result<u64, Error> {
        if self.input.peek()? >> 5 != head::UINT {
            return Err(self.mismatch(expected));
        }
        Ok(self.input.head()?.1)
    }

    fn negative(&mut self, expected: &dyn Expected) -> Result<i64, Error> {
        if self.input.peek()? >> 5 != head::NEGATIVE {
            return Err(self.mismatch(expected));
        }
        i64::try_from(self.input.head()?.1)
            .map(|number| !number)
            .map_err(|_| Error::new("a number below what 64 bits hold"))
    }

    fn number(&mut self, expected: &dyn Expected) -> Result<f64, Error> {
        if self.input.peek()? == head::FLOAT {
            self.input.take(1)?;
            return self.input.float();
        }
        match self.input.peek()? >> 5 {
            head::UINT => Ok(self.unsigned(expected)? as f64),
            _ => Ok(self.negative(expected)? as f64),
        }
    }

    fn text(&mut self, expected: &dyn Expected) -> Result<&'de str, Error> {
        if self.input.peek()? >> 5 != head::TEXT {
            return Err(self.mismatch(expected));
        }
        self.input.name()
    }

    /// Goes into an array or map, and tells how many items it has. Whoever goes in comes out with `depth -= 1`; after an
    /// error nobody reads on.
    fn enter(&mut self, major: u8, expected: &dyn Expected) -> Result<u64, Error> {
        if self.input.peek()? >> 5 != major {
            return Err(self.mismatch(expected));
        }
        if self.depth == MAX_DEPTH {
            return Err(Error::new("nested too deeply"));
        }
        self.depth += 1;
        Ok(self.input.head()?.1)
    }

    /// The error for an item that is not what the visitor takes.
    #[cold]
    fn mismatch(&mut self, expected: &dyn Expected) -> Error {
        let first = self.input.peek().unwrap_or_default();
        match first >> 5 {
            head::UINT => mismatched("a number", expected),
            head::NEGATIVE => mismatched("a negative number", expected),
            head::TEXT => mismatched("text", expected),
            head::ARRAY => mismatched("an array", expected),
            head::MAP => mismatched("an object", expected),
            _ => match first {
                head::FALSE | head::TRUE => mismatched("a boolean", expected),
                head::NULL => mismatched("null", expected),
                head::FLOAT => mismatched("a fraction", expected),
                other => head::unknown(other),
            },
        }
    }
}

// Each method reads only what its visitor can take. A single `deserialize_any` would be shorter here, but every type would
// then bring code for every kind of item into every app.
impl<'de> de::Deserializer<'de> for &mut Decoder<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.input.peek()? >> 5 {
            head::UINT | head::NEGATIVE => self.deserialize_i64(visitor),
            head::TEXT => self.deserialize_str(visitor),
            head::ARRAY => self.deserialize_seq(visitor),
            head::MAP => self.deserialize_map(visitor),
            _ => match self.input.peek()? {
                head::FLOAT => self.deserialize_f64(visitor),
                head::NULL => self.deserialize_unit(visitor),
                _ => self.deserialize_bool(visitor),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = self.truth(&visitor)?;
        visitor.visit_bool(value)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = self.unsigned(&visitor)?;
        visitor.visit_u64(value)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.input.peek()? >> 5 == head::UINT {
            return self.deserialize_u64(visitor);
        }
        let value = self.negative(&visitor)?;
        visitor.visit_i64(value)
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = self.number(&visitor)?;
        visitor.visit_f64(value)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = self.text(&visitor)?;
        visitor.visit_borrowed_str(text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::new("byte strings are not part of the format"))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.input.peek()? != head::NULL {
            return Err(self.mismatch(&visitor));
        }
        self.input.take(1)?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.input.peek()? == head::NULL {
            self.input.take(1)?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let left = self.enter(head::ARRAY, &visitor)?;
        let mut elements = Elements {
            decoder: self,
            left,
            index: 0,
        };
        let value = visitor.visit_seq(&mut elements)?;
        elements.finish()?;
        self.depth -= 1;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let left = self.enter(head::MAP, &visitor)?;
        let value = visitor.visit_map(Fields {
            decoder: self,
            left,
            name: "",
        })?;
        self.depth -= 1;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.input.peek()? >> 5 == head::TEXT {
            let name = self.text(&visitor)?;
            return visitor.visit_enum(Variant { name, value: None });
        }
        if self.enter(head::ARRAY, &visitor)? != 2 {
            return Err(Error::new(
                "expected a variant: its name, or an array of its name and value",
            ));
        }
        let name = self.input.name()?;
        let value = visitor.visit_enum(Variant {
            name,
            value: Some(self),
        })?;
        self.depth -= 1;
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.input.skip()?;
        visitor.visit_unit()
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

struct Elements<'a, 'de> {
    decoder: &'a mut Decoder<'de>,
    left: u64,
    index: u64,
}

impl Elements<'_, '_> {
    /// Passes over what a shorter, older type does not know.
    fn finish(&mut self) -> Result<(), Error> {
        while self.left > 0 {
            self.left -= 1;
            self.decoder.input.skip()?;
        }
        Ok(())
    }
}

impl<'de> de::SeqAccess<'de> for &mut Elements<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let index = self.index;
        self.index += 1;
        match seed.deserialize(&mut *self.decoder) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(error.at(&index.to_string())),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        // Never more than the bytes that are there: a length that lies must not make anybody reserve memory.
        usize::try_from(self.left)
            .ok()
            .map(|left| left.min(self.decoder.input.rest.len()))
    }
}

struct Fields<'a, 'de> {
    decoder: &'a mut Decoder<'de>,
    left: u64,
    name: &'de str,
}

impl<'de> de::MapAccess<'de> for Fields<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        self.name = self.decoder.input.name()?;
        seed.deserialize(de::value::BorrowedStrDeserializer::new(self.name))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.decoder)
            .map_err(|error| error.at(self.name))
    }
}

/// A variant by name, and its value if one came along.
pub(crate) struct Variant<'a, 'de> {
    pub(crate) name: &'a str,
    pub(crate) value: Option<&'a mut Decoder<'de>>,
}

impl<'a, 'de> de::EnumAccess<'de> for Variant<'a, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let name = seed.deserialize(de::value::StrDeserializer::<Error>::new(self.name))?;
        Ok((name, self))
    }
}

impl<'a, 'de> Variant<'a, 'de> {
    fn value(self) -> Result<&'a mut Decoder<'de>, Error> {
        self.value.ok_or_else(|| Error::new("the value is missing"))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.value {
            None => Ok(()),
            Some(decoder) => decoder.input.skip(),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        de::Deserializer::deserialize_seq(self.value()?, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        de::Deserializer::deserialize_map(self.value()?, visitor)
    }
}
