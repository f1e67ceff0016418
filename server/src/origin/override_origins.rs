//! Other origins that developers may load a remote from, as `federation.json` lists them.

use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Federation {
    #[serde(default)]
    override_origins: Vec<String>,
}

/// The `overrideOrigins` of `federation.json`, for the host's content security policy. A file
/// that is missing or malformed allows none: the host reports it, where people see it.
pub(super) async fn read(dist: &Path) -> Vec<String> {
    let Ok(json) = tokio::fs::read(dist.join("federation.json")).await else {
        return Vec::new();
    };
    serde_json::from_slice::<Federation>(&json)
        .map(|federation| federation.override_origins)
        .unwrap_or_default()
        .into_iter()
        .filter(|origin| is_origin(origin))
        .collect()
}

/// Whether it is `http(s)://host`, with a port or `:*` or neither. Anything else could smuggle
/// a source or a directive into the policy.
fn is_origin(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://")) else {
        return false;
    };
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (rest, None),
    };
    let host_is_fine = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
    host_is_fine && port.is_none_or(|port| port == "*" || port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_plain() {
        for right in ["http://localhost:*", "https://remotes.example", "http://127.0.0.1:4002"] {
            assert!(is_origin(right), "{right}");
        }
        for wrong in [
            "",
            "*",
            "http://*",
            "http://a; script-src *",
            "http://a b",
            "http://a:99999",
            "http://a/path",
            "data:",
            "http://",
        ] {
            assert!(!is_origin(wrong), "{wrong}");
        }
    }
}
