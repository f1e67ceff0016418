//! The one wire format of this workspace: a small, self-describing subset of CBOR (RFC 8949).
//!
//! Separately compiled wasm apps cannot share memory, so what one tells another crosses as bytes. The format must let a
//! remote built last month meet a host built today: fields and variants carry their names, an unknown field is skipped, a
//! missing `Option` is `None`. Errors name the field, because the reader is another team.
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
//! Written here rather than taken from a crate because it is linked into every app: see docs/decisions/wire-format.md for the bytes.

extern crate self as tarn_wire;

#[doc(hidden)]
pub mod derived;
mod describe;
mod error;
mod head;
#[cfg(target_arch = "wasm32")]
pub mod js;
#[cfg(feature = "serde_json")]
mod json;
mod map;
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

/// How deeply arrays and maps may nest. What nests deeper is hostile or cyclic, and would exhaust the stack.
pub const MAX_DEPTH: usize = 32;

/// A type that can be written and read.
///
/// One reader per type and format keeps apps small: with serde, the same types were half again as much code.
pub trait Wire: Sized {
    /// Appends the value.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads the value that comes next.
    ///
    /// # Errors
    /// When something else comes next: the error names the field.
    fn read(input: &mut Reader<'_>) -> Result<Self, Error>;

    /// What a missing field is; `None` if it must be there.
    fn missing() -> Option<Self> {
        None
    }

    /// Says what the type is on the wire, for the file that holds the contract.
    fn describe(path: &str, out: &mut Description);
}

/// An enum, whose variants can be written under a namespace: see [`Tagged`].
pub trait Variants: Wire {
    /// The variants' names on the wire.
    const NAMES: &'static [&'static str];

    /// Appends the variant, its name preceded by `namespace/` unless that is empty.
    fn write_variant(&self, namespace: &str, out: &mut Vec<u8>);

    /// Reads the variant of this name from what came with the name.
    ///
    /// # Errors
    /// When there is no such variant, or the value is not one of it.
    fn read_variant(name: &str, value: Option<&mut Reader<'_>>) -> Result<Self, Error>;

    /// Says what each variant is on the wire.
    fn describe_variants(path: &str, out: &mut Description);
}

/// The bytes of `value`.
#[must_use]
pub fn to_vec<T: Wire>(value: &T) -> Vec<u8> {
    let mut out = Vec::with_capacity(128);
    value.write(&mut out);
    out
}

/// Reads one value, which must take up all of `bytes`.
///
/// # Errors
/// When the bytes are no such value: the error names the field. Unknown fields are passed over, so that a newer sender is
/// understood.
pub fn from_slice<T: Wire>(bytes: &[u8]) -> Result<T, Error> {
    let mut input = Reader::new(bytes);
    let value = T::read(&mut input)?;
    input.end()?;
    Ok(value)
}
