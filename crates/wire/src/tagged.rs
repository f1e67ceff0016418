//! A tagged value: an action on its way between apps.

use crate::head::{self, ARRAY, TEXT};
use crate::{Error, Reader, Variants};

/// A variant of an enum with a namespace: the tag `cart/addToCart`, and the fields of the variant as its value.
///
/// On the wire it is the array `[tag, value]`, or the tag alone for a unit variant; with extras, `[tag, extras]` stands in the
/// tag's place, and a unit variant has the outer array, too. Reading takes two steps, because the namespace selects the enum that decodes
/// the value.
///
/// ```
/// use tarn_wire::{Tagged, Wire};
///
/// #[derive(Debug, PartialEq, Wire)]
/// enum CartAction {
///     AddToCart { product_id: String },
///     ClearCart,
/// }
///
/// let action = CartAction::AddToCart { product_id: "p1".into() };
/// let bytes = Tagged::encode("cart", &action);
/// let tagged = Tagged::parse(&bytes)?;
/// assert_eq!(tagged.split(), ("cart", "addToCart"));
/// assert_eq!(tagged.decode(), Ok(action));
/// # Ok::<(), tarn_wire::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tagged<'a> {
    /// Namespace and variant name, separated by the first `/`.
    pub tag: &'a str,
    /// The encoded value; `None` for a unit variant.
    pub value: Option<&'a [u8]>,
    /// An encoded map beside the value: `meta` and `error` of an action from JavaScript.
    pub extras: Option<&'a [u8]>,
}

impl<'a> Tagged<'a> {
    /// The bytes of `value`, a variant of the enum with this namespace.
    #[must_use]
    pub fn encode<T: Variants>(namespace: &str, value: &T) -> Vec<u8> {
        let mut out = Vec::with_capacity(128);
        value.write_variant(namespace, &mut out);
        out
    }

    /// The bytes of this tag with its encoded value.
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

    /// Separates the tag from the value.
    ///
    /// # Errors
    /// The bytes are not a tagged value.
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
    /// `T` has no variant of that name, or the value does not fit. The error names the field.
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
