//! What the server must know of `federation.json`: where else remotes may come from, and which pages they show.

use std::path::Path;

use tarn_manifest::FederationConfig;

/// `federation.json` as it is now. A file that is missing or malformed says nothing: the host reports it, where people see it.
pub(super) async fn read(dist: &Path) -> FederationConfig {
    let Ok(json) = tokio::fs::read(dist.join("federation.json")).await else {
        return FederationConfig::default();
    };
    FederationConfig::from_json(&json).unwrap_or_default()
}
