//! A tagged value: what an action is on its way between apps.

use crate::head::{self, ARRAY, TEXT};
use crate::{Error, Reader, Variants};

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
    #[must_use]
    pub fn encode<T: Variants>(namespace: &str, value: &T) -> Vec<u8> {
        let mut out = Vec::with_capacity(128);
        value.write_variant(namespace, &mut out);
        out
    }

    /// The bytes of a tag with a value that is encoded already.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.tag.len() + self.value.map_or(0, <[u8]>::len) + 4);
        match self.value {
            None => head::write_text(&mut out, self.tag),
            Some(value) => {
                head::write(&mut out, ARRAY, 2);
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
        let mut input = Reader::new(bytes);
        match input.head()? {
            (TEXT, length) => Ok(Self {
                tag: input.text_of(length)?,
                value: None,
            }),
            (ARRAY, 2) => Ok(Self {
                tag: input.text()?,
                value: Some(input.rest()),
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
    pub fn decode<T: Variants>(&self) -> Result<T, Error> {
        let (_, name) = self.split();
        let mut input = Reader::new(self.value.unwrap_or_default());
        T::read_variant(name, self.value.is_some().then_some(&mut input))
    }
}
