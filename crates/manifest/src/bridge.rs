//! `bridge` in `federation.json`.

use tarn_wire::Wire;

/// Actions that cross to other tabs of the same site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase", default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[wire(default)]
pub struct BridgeConfig {
    /// Whether anything crosses.
    pub enabled: bool,
    /// The actions that cross: `user/clearUser`, or `cart/*` for a whole slice.
    pub allow: Vec<String>,
    /// Whether each action is also sent in the previous message format. Needed while tabs of the last deployment are
    /// open.
    pub dual_write: bool,
}
