//! Reading: a serde deserializer whose errors name the field.

use serde::de::{self, Deserialize, DeserializeSeed, Visitor};

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

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.depth == MAX_DEPTH {
            return Err(Error::new("nested too deeply"));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }
}

impl<'de> de::Deserializer<'de> for &mut Decoder<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let (major, number) = self.input.head()?;
        match major {
            head::UINT => visitor.visit_u64(number),
            head::NEGATIVE => match i64::try_from(number) {
                Ok(number) => visitor.visit_i64(!number),
                Err(_) => Err(Error::new("a number below what 64 bits hold")),
            },
            head::TEXT => visitor.visit_borrowed_str(self.input.text(number)?),
            head::ARRAY => self.nested(|decoder| {
                let mut elements = Elements {
                    decoder,
                    left: number,
                    index: 0,
                };
                let value = visitor.visit_seq(&mut elements)?;
                elements.finish()?;
                Ok(value)
            }),
            head::MAP => self.nested(|decoder| {
                visitor.visit_map(Fields {
                    decoder,
                    left: number,
                    name: "",
                })
            }),
            head::SIMPLE => match number as u8 {
                head::FALSE => visitor.visit_bool(false),
                head::TRUE => visitor.visit_bool(true),
                head::NULL => visitor.visit_unit(),
                head::FLOAT => visitor.visit_f64(self.input.float()?),
                other => Err(head::unknown(other)),
            },
            other => Err(head::unknown(other << 5)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.input.peek()? == head::NULL {
            self.input.take(1)?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.input.head()? {
            (head::TEXT, length) => {
                let name = self.input.text(length)?;
                visitor.visit_enum(Variant { name, value: None })
            }
            (head::ARRAY, 2) => {
                let name = self.input.name()?;
                self.nested(|decoder| {
                    visitor.visit_enum(Variant {
                        name,
                        value: Some(decoder),
                    })
                })
            }
            _ => Err(Error::new(
                "expected a variant: its name, or an array of its name and value",
            )),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.input.skip()?;
        visitor.visit_unit()
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct
        map struct identifier
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

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
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

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
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
        de::Deserializer::deserialize_any(self.value()?, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        de::Deserializer::deserialize_any(self.value()?, visitor)
    }
}
