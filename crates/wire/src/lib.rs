//! A wire format: a small, self-describing subset of CBOR (RFC 8949).
//!
//! Separately compiled wasm apps share no memory, so messages between them are bytes. A remote built last month must understand a host
//! built today: fields and variants carry their names, an unknown field is skipped, and a missing `Option` is `None`. Errors name the
//! field, because another team reads them.
//!
//! The subset: integers of 64 bits, `f64`, text, arrays, maps with text keys, booleans and null. Lengths are definite. A
//! unit variant is its name; any other variant is the array `[name, value]`.
//!
//! ```
//! use tarn_wire::Wire;
//!
//! #[derive(Debug, PartialEq, Wire)]
//! struct Line {
//!     product_id: String,
//!     quantity: u32,
//! }
//!
//! let line = Line { product_id: "p1".into(), quantity: 3 };
//! assert_eq!(tarn_wire::from_slice::<Line>(&tarn_wire::to_vec(&line))?, line);
//! # Ok::<(), tarn_wire::Error>(())
//! ```
//!
//! Every app links this crate, so size decides: docs/decisions/wire-format.md has the bytes beside the serde formats.

extern crate self as tarn_wire;

#[cfg(feature = "serde_json")]
pub mod agreement;
#[doc(hidden)]
pub mod derived;
mod describe;
mod error;
mod head;
pub mod js;
#[cfg(feature = "serde_json")]
mod json;
mod map;
#[cfg(feature = "serde")]
mod map_serde;
mod raw;
mod reader;
#[doc(hidden)]
pub mod shared_code;
mod tagged;
mod values;

pub use describe::Description;
pub use error::Error;
pub use map::Map;
pub use raw::Raw;
pub use reader::Reader;
pub use tagged::Tagged;
pub use tarn_wire_derive::Wire;

/// The greatest depth of nested arrays and maps. A deeper value is hostile or cyclic, and would exhaust the stack.
pub const MAX_DEPTH: usize = 32;

/// A type that can be written and read. `#[derive(Wire)]` implements it.
///
/// One reader per type and format keeps apps small: with serde, the same types compile to half as much code again.
///
/// ```
/// use tarn_wire::Wire;
///
/// #[derive(Debug, PartialEq, Wire)]
/// enum Event {
///     Opened,
///     Moved { by: i32 },
/// }
///
/// for event in [Event::Opened, Event::Moved { by: -3 }] {
///     assert_eq!(tarn_wire::from_slice(&tarn_wire::to_vec(&event)), Ok(event));
/// }
/// ```
pub trait Wire: Sized {
    /// Appends the value.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads the next value.
    ///
    /// # Errors
    /// The next value has another type. The error names the field.
    fn read(input: &mut Reader<'_>) -> Result<Self, Error>;

    /// The value of a missing field; `None` if the field is required.
    fn missing() -> Option<Self> {
        None
    }

    /// Describes the type on the wire, for the file that holds the contract.
    fn describe(path: &str, out: &mut Description);
}

/// An enum whose variants can be written under a namespace: see [`Tagged`]. `#[derive(Wire)]` implements it.
pub trait Variants: Wire {
    /// The names of the variants on the wire.
    const NAMES: &'static [&'static str];

    /// Appends the variant. `namespace/` precedes its name, unless the namespace is empty.
    fn write_variant(&self, namespace: &str, out: &mut Vec<u8>);

    /// Reads the variant of this name from the value beside the name.
    ///
    /// # Errors
    /// The enum has no such variant, or the value does not fit it.
    fn read_variant(name: &str, value: Option<&mut Reader<'_>>) -> Result<Self, Error>;

    /// Describes each variant on the wire.
    fn describe_variants(path: &str, out: &mut Description);
}

/// The bytes of `value`.
///
/// ```
/// assert_eq!(tarn_wire::to_vec(&vec![1_u32, 2]), [0x82, 1, 2]);
/// ```
#[must_use]
pub fn to_vec<T: Wire>(value: &T) -> Vec<u8> {
    let mut out = Vec::with_capacity(128);
    value.write(&mut out);
    out
}

/// Reads one value, which must take up all of `bytes`. Unknown fields are skipped, so a newer sender is understood.
///
/// ```
/// let bytes = tarn_wire::to_vec(&vec!["a".to_owned()]);
/// let error = tarn_wire::from_slice::<Vec<u32>>(&bytes).unwrap_err();
/// assert_eq!(error.to_string(), "0: expected u32, found text");
/// ```
///
/// # Errors
/// The bytes are not a `T`. The error names the field.
pub fn from_slice<T: Wire>(bytes: &[u8]) -> Result<T, Error> {
    let mut input = Reader::new(bytes);
    let value = T::read(&mut input)?;
    input.end()?;
    Ok(value)
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
