//! Parses the content of a quantity field.

use shop_api::rules::{MAX_QUANTITY, read_quantity};

/// The content of a quantity field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A quantity within the limits.
    Quantity(u32),
    /// An empty field.
    Nothing,
    /// Anything else.
    Unusable,
}

/// Parses the field's text.
pub(crate) fn read(text: &str) -> Typed {
    match read_quantity(text) {
        Some(quantity) if (1..=MAX_QUANTITY).contains(&quantity) => Typed::Quantity(quantity),
        None if text.trim_ascii().is_empty() => Typed::Nothing,
        _ => Typed::Unusable,
    }
}
