//! What a shopper may type as a quantity.

use shop_api::rules::{MAX_QUANTITY, read_quantity};

/// Content of a quantity field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A quantity that can be ordered.
    Quantity(u32),
    /// Nothing yet: the shopper is about to type.
    Nothing,
    /// Something that is no quantity.
    Unusable,
}

/// Reads the field.
pub(crate) fn read(text: &str) -> Typed {
    match read_quantity(text) {
        Some(quantity) if (1..=MAX_QUANTITY).contains(&quantity) => Typed::Quantity(quantity),
        None if text.trim_ascii().is_empty() => Typed::Nothing,
        _ => Typed::Unusable,
    }
}
