//! What the shopper chose of the page's surroundings.

use tarn_wire::Wire;

use crate::Theme;

/// What is stored of the slice `context`: only what was chosen. The rest follows the system, and may be another tomorrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
#[wire(default)]
pub struct Choices {
    /// The colours.
    pub theme: Option<Theme>,
    /// The language.
    pub locale: Option<String>,
}
