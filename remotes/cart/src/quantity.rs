//! What a shopper may type as a quantity.

/// The most pieces of one product that the page offers. The server has the last word.
pub(crate) const MAX: u32 = 999;

/// What stands in a quantity field.
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
    match text.trim_ascii() {
        "" => Typed::Nothing,
        text => match text.parse() {
            Ok(quantity) if (1..=MAX).contains(&quantity) => Typed::Quantity(quantity),
            _ => Typed::Unusable,
        },
    }
}
