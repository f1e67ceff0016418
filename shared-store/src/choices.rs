//! The shopper's explicit choices of the context.

use tarn_wire::Wire;

use crate::Theme;

/// The stored form of the slice `context`: only explicit choices. The other values follow the system, which may change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
#[wire(default)]
pub struct Choices {
    /// The colours.
    pub theme: Option<Theme>,
    /// The language.
    pub locale: Option<String>,
}
