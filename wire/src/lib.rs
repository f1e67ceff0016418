//! The one wire format of this workspace: a small, self-describing subset of CBOR (RFC 8949) for serde.
//!
//! Separately compiled wasm apps cannot share memory, so what one tells another crosses as bytes. The format must let a
//! remote built last month meet a host built today: fields and variants carry their names, an unknown field is skipped, a
//! missing `Option` is `None`. Errors name the field, because the reader is another team.
//!
//! The subset: integers of 64 bits, `f64`, text, arrays, maps with text keys, booleans and null. Lengths are definite. A
//! unit variant is its name; any other variant is the array `[name, value]`.
//!
//! ```
//! let bytes = wire::to_vec(&vec![1_u32, 2, 3])?;
//! assert_eq!(wire::from_slice::<Vec<u32>>(&bytes)?, [1, 2, 3]);
//! # Ok::<(), wire::Error>(())
//! ```
//!
//! Written here rather than taken from a crate because it is linked into every app: see ARCHITECTURE.md for the bytes.

mod decode;
mod encode;
mod error;
mod head;
#[cfg(target_arch = "wasm32")]
pub mod js;
mod tagged;

pub use decode::from_slice;
pub use encode::to_vec;
pub use error::Error;
pub use tagged::Tagged;

/// How deeply arrays and maps may nest. What nests deeper is hostile or cyclic, and would exhaust the stack.
pub const MAX_DEPTH: usize = 32;
