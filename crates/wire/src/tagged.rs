//! A tagged value: what an action is on its way between apps.

use crate::head::{self, ARRAY, TEXT};
use crate::{Error, Reader, Variants};

/// A value of an enum with its namespace: tag `cart/addToCart`, value the fields of that variant.
///
/// On the wire it is the array `[tag, value]`, or the tag alone for a unit variant; with extras, `[tag, extras]` stands in the
/// tag's place, and the outer array is there for a unit variant, too. It is read in two steps, because the enum is found by the
/// namespace before the value can be decoded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tagged<'a> {
    /// Namespace and variant name, parted by the first `/`.
    pub tag: &'a str,
    /// The encoded value; `None` for a unit variant.
    pub value: Option<&'a [u8]>,
    /// What came beside the value and is no part of it, an encoded map: `meta` and `error` of an action of JavaScript's.
    pub extras: Option<&'a [u8]>,
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
        let length = |part: Option<&[u8]>| part.map_or(0, <[u8]>::len);
        let mut out = Vec::with_capacity(self.tag.len() + length(self.value) + length(self.extras) + 6);
        if self.value.is_some() || self.extras.is_some() {
            head::write(&mut out, ARRAY, 1 + u64::from(self.value.is_some()));
        }
        if self.extras.is_some() {
            head::write(&mut out, ARRAY, 2);
        }
        head::write_text(&mut out, self.tag);
        out.extend_from_slice(self.extras.unwrap_or_default());
        out.extend_from_slice(self.value.unwrap_or_default());
        out
    }

    /// Takes the tag off `bytes`.
    ///
    /// # Errors
    /// When the bytes are not a tagged value.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut input = Reader::new(bytes);
        let (major, number) = input.head()?;
        let mut extras = None;
        let tag = match (major, number) {
            (TEXT, length) => input.text_of(length)?,
            (ARRAY, 1 | 2) => match input.head()? {
                (TEXT, length) => input.text_of(length)?,
                (ARRAY, 2) => {
                    let tag = input.text()?;
                    let from = input.rest();
                    input.skip()?;
                    extras = from.get(..from.len() - input.rest().len());
                    tag
                }
                _ => return Err(no_tag()),
            },
            _ => return Err(no_tag()),
        };
        Ok(Self {
            tag,
            value: ((major, number) == (ARRAY, 2)).then(|| input.rest()),
            extras,
        })
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

#[cold]
fn no_tag() -> Error {
    Error::new("expected a tag, or an array of tag and value")
}
