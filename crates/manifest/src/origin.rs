//! Origins of addresses: the sources of code.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use crate::FederationConfig;

/// The origin (`http://localhost:4002`) of a full URL; `None` for a path of the site. Stricter than browsers: refuses
/// addresses that a browser resolves to another origin, such as one with a user name or a backslash.
pub(crate) fn origin_of(address: &str) -> Option<&str> {
    let rest = without_scheme(address)?;
    let length = rest
        .bytes()
        .position(|byte| matches!(byte, b'/' | b'?' | b'#'))
        .unwrap_or(rest.len());
    let origin = address.get(..address.len() - rest.len() + length)?;
    is_host(rest.as_bytes().get(..length)?).then_some(origin)
}

fn without_scheme(address: &str) -> Option<&str> {
    address
        .strip_prefix("http://")
        .or_else(|| address.strip_prefix("https://"))
}

/// Whether the text is a host, with or without a port.
fn is_host(text: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let mut parts = text.split(|byte| *byte == b':');
    let host = parts.next().unwrap_or_default();
    let port = parts.next().unwrap_or(b"0");
    let number = port.iter().fold(0, |number: u32, byte| match byte {
        b'0'..=b'9' if number <= MAX_PORT => number * 10 + u32::from(byte - b'0'),
        _ => u32::MAX,
    });
    !host.is_empty() && host.iter().all(is_plain) && !port.is_empty() && number <= MAX_PORT && parts.next().is_none()
}

const MAX_PORT: u32 = 65_535;

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
impl FederationConfig {
    /// Origins of code other than this site, for the page's content security policy: the origins of full URLs in
    /// `manifests`, and `overrideOrigins`. Invalid origins are omitted, because they could add a source or a directive
    /// to the policy.
    #[must_use]
    pub fn code_origins(&self) -> Vec<&str> {
        let manifests = self.remotes.iter().flat_map(|(_, remote)| &remote.manifests);
        let overrides = self.override_origins.iter().map(String::as_str);
        let mut origins: Vec<_> = manifests
            .filter_map(|address| origin_of(address))
            .chain(overrides.filter(|pattern| is_pattern(pattern)))
            .collect();
        origins.sort_unstable();
        origins.dedup();
        origins
    }
}

/// Whether the text is an origin, or one with `:*` for any port.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn is_pattern(text: &str) -> bool {
    let without_port = text.strip_suffix(":*");
    let has_two_ports = without_port
        .and_then(without_scheme)
        .is_some_and(|host| host.contains(':'));
    let origin = without_port.unwrap_or(text);
    origin_of(origin) == Some(origin) && !has_two_ports
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_the_origins_of_manifests() {
        let json = br#"{"overrideOrigins": ["http://localhost:*"], "remotes": {
            "cart": {"manifests": ["https://a.example/cart/remote.json", "https://b.example:8443/remote.json?v=1", "/remotes/cart/remote.json"]},
            "auth": {"manifests": ["https://a.example/auth/remote.json", "https://*/remote.json", "https://x; script-src */", "data://x"]}}}"#;
        let config = FederationConfig::from_json(json).unwrap();
        assert_eq!(
            config.code_origins(),
            ["http://localhost:*", "https://a.example", "https://b.example:8443"]
        );
    }

    #[test]
    fn origins_are_plain() {
        for right in ["http://localhost:*", "https://remotes.example", "http://127.0.0.1:4002"] {
            assert!(is_pattern(right), "{right}");
        }
        for wrong in [
            "",
            "*",
            "http://*",
            "http://a; script-src *",
            "http://a b",
            "http://a:99999",
            "http://a:+80",
            "http://a:",
            "http://a:1:2",
            "http://a:1:*",
            "http://a/path",
            "data:",
            "http://",
        ] {
            assert!(!is_pattern(wrong), "{wrong}");
        }
    }
}
