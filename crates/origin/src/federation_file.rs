//! The server's view of `federation.json`: other origins of remotes, and the pages.

use std::path::Path;

use tarn_manifest::FederationConfig;

use super::last_message::LastMessage;

static REFUSED: LastMessage = LastMessage::new();

/// The present `federation.json`. A missing or malformed file counts as empty; the host reports it to people, and the log to operators.
pub(super) async fn read(dist: &Path) -> FederationConfig {
    let Ok(json) = tokio::fs::read(dist.join("federation.json")).await else {
        return FederationConfig::default();
    };
    match FederationConfig::from_json(&json) {
        Ok(federation) => {
            REFUSED.forget();
            federation
        }
        Err(error) => {
            let error = error.to_string();
            if REFUSED.is_new(&error) {
                tracing::error!("federation.json is refused, so no remote has a page: {error}");
            }
            FederationConfig::default()
        }
    }
}
