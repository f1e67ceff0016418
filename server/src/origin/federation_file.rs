//! What the server must know of `federation.json`: where else remotes may come from, and which pages they show.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// The parts of `federation.json` that the host's page is served by. A file that is missing or malformed says nothing: the
/// host reports it, where people see it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct FederationFile {
    override_origins: Vec<String>,
    remotes: BTreeMap<String, Remote>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Remote {
    manifests: Vec<String>,
    /// The host's own pages that it shows.
    pages: Vec<String>,
    /// Pages that it brings along.
    routes: Vec<Route>,
}

#[derive(Debug, Deserialize)]
struct Route {
    path: String,
}

impl FederationFile {
    pub(super) async fn read(dist: &Path) -> Self {
        let Ok(json) = tokio::fs::read(dist.join("federation.json")).await else {
            return Self::default();
        };
        serde_json::from_slice(&json).unwrap_or_default()
    }

    /// Where remotes may come from besides this origin, for the host's content security policy: the origins of `manifests` that
    /// are full addresses, and the `overrideOrigins`.
    pub(super) fn origins(&self) -> Vec<String> {
        let manifests = self.remotes.values().flat_map(|remote| &remote.manifests);
        let mut origins: Vec<String> = manifests
            .filter_map(|address| origin_of(address))
            .chain(self.override_origins.iter().cloned())
            .filter(|origin| is_origin(origin))
            .collect();
        origins.sort();
        origins.dedup();
        origins
    }

    /// Whether a remote shows a page at this path. A part of a page's path with a colon stands for any one segment.
    pub(super) fn has_page(&self, segments: &[&str]) -> bool {
        self.remote_at(segments).is_some()
    }

    /// Whether a page's path begins with these segments, or is made of them.
    pub(super) fn has_page_below(&self, segments: &[&str]) -> bool {
        self.remotes.values().flat_map(Remote::paths).any(|page| {
            let parts = parts_of(page);
            let beginning = parts.get(..segments.len());
            beginning.is_some_and(|beginning| is_at(beginning, segments))
        })
    }

    /// Where the manifest of the remote is that shows the page at this path.
    pub(super) fn manifest_at(&self, segments: &[&str]) -> Option<&str> {
        self.remote_at(segments)?.manifests.first().map(String::as_str)
    }

    fn remote_at(&self, segments: &[&str]) -> Option<&Remote> {
        let shows = |remote: &&Remote| remote.paths().any(|page| is_at(&parts_of(page), segments));
        self.remotes.values().find(shows)
    }
}

impl Remote {
    /// The paths of all its pages.
    fn paths(&self) -> impl Iterator<Item = &str> {
        let routes = self.routes.iter().map(|route| &route.path);
        self.pages.iter().chain(routes).map(String::as_str)
    }
}

fn parts_of(page: &str) -> Vec<&str> {
    page.split('/').filter(|part| !part.is_empty()).collect()
}

fn is_at(parts: &[&str], segments: &[&str]) -> bool {
    parts.len() == segments.len()
        && parts
            .iter()
            .zip(segments)
            .all(|(part, segment)| part.starts_with(':') || part == segment)
}

/// The origin of a full address; `None` for a path of this origin.
fn origin_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some(format!("{scheme}://{}", &rest[..end]))
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
    fn the_pages_of_remotes_are_known() {
        let file: FederationFile = serde_json::from_str(
            r#"{"remotes": {"wishlist": {"manifests": ["/one.json", "/other.json"], "pages": ["/gifts"], "routes": [{"path": "/wishlist", "component": "A"}, {"path": "/wishlist/:id", "component": "B"}]}}}"#,
        )
        .unwrap();
        assert!(file.has_page(&["gifts"]));
        assert!(file.has_page(&["wishlist"]));
        assert!(file.has_page(&["wishlist", "7"]));
        assert!(!file.has_page(&["wishlist", "7", "more"]));
        assert!(!file.has_page(&["nowhere"]));
        for (beginning, expected) in [
            (&["wishlist"][..], true),
            (&["wishlist", "7"], true),
            (&["wishlist", "7", "more"], false),
            (&["wish"], false),
        ] {
            assert_eq!(file.has_page_below(beginning), expected, "{beginning:?}");
        }
        assert_eq!(file.manifest_at(&["gifts"]), Some("/one.json"));
        assert_eq!(file.manifest_at(&["nowhere"]), None);
    }

    #[test]
    fn remotes_may_come_from_where_their_manifests_are() {
        let file: FederationFile = serde_json::from_str(
            r#"{"overrideOrigins": ["http://localhost:*"], "remotes": {
                "cart": {"manifests": ["https://a.example/cart/remote.json", "https://b.example:8443/remote.json?v=1", "/remotes/cart/remote.json"]},
                "auth": {"manifests": ["https://a.example/auth/remote.json", "https://*/remote.json", "https://x; script-src */", "data://x"]}}}"#,
        )
        .unwrap();
        assert_eq!(
            file.origins(),
            ["http://localhost:*", "https://a.example", "https://b.example:8443"]
        );
    }

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
