//! The shopper's explicit choices of the context.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

use crate::Theme;

/// The stored form of the slice `context`: only explicit choices. The other values follow the system, which may change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[wire(default)]
#[serde(default, rename_all = "camelCase")]
pub struct Choices {
    /// The colours.
    pub theme: Option<Theme>,
    /// The language.
    pub locale: Option<String>,
}
