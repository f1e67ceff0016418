//! A tagged value: what an action is on its way between apps.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;
use crate::decode::{Decoder, Variant};
use crate::encode::Encoder;
use crate::head::{self, Input};

/// A value of an enum with its namespace: tag `cart/addToCart`, value the fields of that variant.
///
/// On the wire it is the array `[tag, value]`, or the tag alone for a unit variant. It is read in two steps, because who
/// reads must find the enum by the namespace before the value can be decoded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tagged<'a> {
    /// Namespace and variant name, parted by the first `/`.
    pub tag: &'a str,
    /// The encoded value; `None` for a unit variant.
    pub value: Option<&'a [u8]>,
}

impl<'a> Tagged<'a> {
    /// The bytes of `value`, a variant of an enum that goes by `namespace`.
    ///
    /// # Errors
    /// As [`crate::to_vec`].
    pub fn encode<T: Serialize>(namespace: &str, value: &T) -> Result<Vec<u8>, Error> {
        let mut encoder = Encoder {
            out: Vec::with_capacity(128),
            namespace: Some(namespace),
        };
        value.serialize(&mut encoder)?;
        Ok(encoder.out)
    }

    /// The bytes of a tag with a value that is encoded already.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.tag.len() + self.value.map_or(0, <[u8]>::len) + 4);
        match self.value {
            None => head::write_text(&mut out, self.tag),
            Some(value) => {
                head::write(&mut out, head::ARRAY, 2);
                head::write_text(&mut out, self.tag);
                out.extend_from_slice(value);
            }
        }
        out
    }

    /// Takes the tag off `bytes`.
    ///
    /// # Errors
    /// When the bytes are not a tagged value.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut input = Input { rest: bytes };
        match input.head()? {
            (head::TEXT, length) => Ok(Self {
                tag: input.text(length)?,
                value: None,
            }),
            (head::ARRAY, 2) => Ok(Self {
                tag: input.name()?,
                value: Some(input.rest),
            }),
            _ => Err(Error::new("expected a tag, or an array of tag and value")),
        }
    }

    /// Namespace and variant name. A tag without `/` has an empty namespace.
    #[must_use]
    pub fn split(&self) -> (&'a str, &'a str) {
        self.tag.split_once('/').unwrap_or(("", self.tag))
    }

    /// Decodes the variant as a `T`.
    ///
    /// # Errors
    /// When `T` has no variant of that name, or the value does not fit: the error names the field.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let (_, name) = self.split();
        let mut decoder = Decoder::new(self.value.unwrap_or_default());
        T::deserialize(VariantDeserializer(Variant {
            name,
            value: self.value.is_some().then_some(&mut decoder),
        }))
    }
}

/// Hands a [`Variant`] that was taken apart already to an enum's `Deserialize`.
struct VariantDeserializer<'a, 'de>(Variant<'a, 'de>);

impl<'de> serde::Deserializer<'de> for VariantDeserializer<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
