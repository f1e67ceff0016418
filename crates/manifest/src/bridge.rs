//! `bridge` in `federation.json`.

use tarn_wire::Wire;

/// What crosses to other tabs of the same site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase", default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[wire(default)]
pub struct BridgeConfig {
    /// Whether anything crosses.
    pub enabled: bool,
    /// The actions that cross: `user/clearUser`, or `cart/*` for all of a slice.
    pub allow: Vec<String>,
    /// Whether each action is sent in the previous form of messages, too: set it while tabs of the last deployment are open.
    pub dual_write: bool,
}
