//! To and from JavaScript values, without a schema: what JSON can say becomes bytes, and bytes become plain objects.
//!
//! Going through the bytes means that each type is compiled against one format only; a second serde format for
//! JavaScript values would cost every app the code of every type again.

mod from_js;
mod to_js;

pub use from_js::{action_encoder, from_js};
pub use to_js::to_js;
