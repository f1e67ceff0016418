//! The server's view of `federation.json`: other origins of remotes, and the pages.

use std::path::Path;

use tarn_manifest::FederationConfig;

/// The present `federation.json`. A missing or malformed file counts as empty; the host reports it to people.
pub(super) async fn read(dist: &Path) -> FederationConfig {
    let Ok(json) = tokio::fs::read(dist.join("federation.json")).await else {
        return FederationConfig::default();
    };
    FederationConfig::from_json(&json).unwrap_or_default()
}
