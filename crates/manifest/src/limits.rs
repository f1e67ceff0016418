//! `limits` in `federation.json`.

use tarn_wire::Wire;

/// Time limits and number of attempts for loading a remote.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase", default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[wire(default)]
pub struct LimitsConfig {
    /// Timeout of a manifest, in milliseconds.
    #[cfg_attr(feature = "schema", schemars(range(max = u32::MAX)))]
    pub manifest_ms: u32,
    /// Timeout of each file of the code, in milliseconds.
    #[cfg_attr(feature = "schema", schemars(range(max = u32::MAX)))]
    pub code_ms: u32,
    /// Timeout of a mount that returns a promise, in milliseconds.
    #[cfg_attr(feature = "schema", schemars(range(max = u32::MAX)))]
    pub mount_ms: u32,
    /// Number of attempts before the slot shows a failure.
    #[cfg_attr(feature = "schema", schemars(range(max = u32::MAX)))]
    pub attempts: u32,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            manifest_ms: 10_000,
            code_ms: 60_000,
            mount_ms: 10_000,
            attempts: 3,
        }
    }
}
