//! Conversion to and from plain JavaScript values, without a schema.
//!
//! Bytes are the intermediate form, so each type is compiled for one format only. A second format for JavaScript values would double
//! the code of every type in every app.
//!
//! The functions call JavaScript: on other targets than a browser's they compile, and panic when they are called.

mod from_js;
mod to_js;

pub use from_js::{action_encoder, from_js};
pub use to_js::to_js;
