//! Compression Dictionary Transport (RFC 9842): offering files as dictionaries, and reading the client's dictionary.

use axum::http::{HeaderMap, HeaderName};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tarn_base_path::BasePath;

use super::accepted_encoding::takes;

/// The content encoding of deltas: zstd with a dictionary.
pub(super) const ENCODING: &str = "dcz";

/// The prefix of a delta, before the SHA-256 of its dictionary.
const MAGIC: [u8; 8] = [0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0];

/// The response header that offers a file as dictionary.
pub(super) const USE_AS_DICTIONARY: HeaderName = HeaderName::from_static("use-as-dictionary");

/// The request headers that decide between a file and its deltas.
pub(super) const VARY: &str = "accept-encoding, available-dictionary";

/// A dictionary of the browser, by its SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dictionary([u8; 32]);

impl Dictionary {
    /// The dictionary in the request, if the client also accepts the encoding.
    pub(super) fn offered(headers: &HeaderMap) -> Option<Self> {
        if !takes(ENCODING, headers) {
            return None;
        }
        // A byte sequence between colons, with optional parameters.
        let value = headers.get("available-dictionary")?.to_str().ok()?.trim();
        let (base64, rest) = value.strip_prefix(':')?.split_once(':')?;
        if !rest.is_empty() && !rest.trim_start().starts_with(';') {
            return None;
        }
        let bytes = STANDARD.decode(base64).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The suffix of a delta's name, after the file's name. `cargo xtask deltas` writes such names.
    pub(super) fn ending(self) -> String {
        let digits: String = self.0[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        format!(".{digits}.{ENCODING}")
    }

    /// Whether these bytes are a delta against exactly this dictionary; its name contains only the first digits.
    pub(super) fn is_of(self, delta: &[u8]) -> bool {
        delta.strip_prefix(&MAGIC).is_some_and(|rest| rest.starts_with(&self.0))
    }
}

/// The value of `Use-As-Dictionary` for this path; `None` for a file without deltas.
///
/// A browser stores one pattern per file and sends one dictionary per request: the one with the longest pattern. The host's
/// files serve all remotes and the host's next build. A remote's files serve its own next build, for which they are better
/// than the host's.
pub(super) fn use_for(segments: &[&str], base: &BasePath) -> Option<String> {
    let (place, file) = match segments {
        ["assets", _, file] => (String::new(), file),
        ["remotes", name, _, file] if is_plain(name) => (format!("/remotes/{name}"), file),
        _ => return None,
    };
    let ending = ["_bg.wasm", ".js"].into_iter().find(|ending| file.ends_with(ending))?;
    let pattern = format!("{place}/*{ending}");
    Some(format!("match=\"{}\"", base.resolve(&pattern)))
}

/// Whether the name has no special characters of URL patterns.
fn is_plain(name: &str) -> bool {
    name.bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    // printf abc | openssl dgst -sha256 -binary | base64
    const ABC: &str = ":ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:";

    fn offered(encodings: &'static str, dictionary: &str) -> Option<Dictionary> {
        let mut headers = HeaderMap::new();
        headers.insert("accept-encoding", HeaderValue::from_static(encodings));
        headers.insert("available-dictionary", HeaderValue::try_from(dictionary).unwrap());
        Dictionary::offered(&headers)
    }

    #[test]
    fn a_dictionary_is_offered_as_bytes_between_colons() {
        let abc = offered("gzip, br, zstd, dcb, dcz", ABC).unwrap();
        // printf abc | sha256sum
        assert_eq!(abc.ending(), ".ba7816bf8f01cfea.dcz");
        assert_eq!(offered("br, dcz", &format!("{ABC};a=1")), Some(abc));
        for wrong in [
            "",
            ":",
            "::",
            "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
            ":ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIA:",
            ":ungWv48Bz!pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:",
            &format!("{ABC}, {ABC}"),
        ] {
            assert_eq!(offered("br, dcz", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_dictionary_without_the_encoding_is_ignored() {
        for encodings in ["gzip, br, zstd", "dcb", "dcz;q=0, br", ""] {
            assert_eq!(offered(encodings, ABC), None, "{encodings}");
        }
        assert_eq!(Dictionary::offered(&HeaderMap::new()), None);
    }

    #[test]
    fn a_delta_names_its_dictionary_in_full() {
        let abc = offered("dcz", ABC).unwrap();
        let delta = [&MAGIC[..], &abc.0, b"frame"].concat();
        assert!(abc.is_of(&delta));
        let mut other = delta.clone();
        other[39] ^= 1;
        assert!(!abc.is_of(&other) && !abc.is_of(&delta[1..]) && !abc.is_of(&delta[..20]) && !abc.is_of(b""));
    }

    #[test]
    fn files_of_the_host_serve_all_and_files_of_a_remote_its_own() {
        let use_for = |segments: &[&str]| use_for(segments, &BasePath::default());
        let host = use_for(&["assets", "0123456789abcdef", "host_bg.wasm"]).unwrap();
        let cart = use_for(&["remotes", "cart", "0123456789abcdef", "cart_bg.wasm"]).unwrap();
        assert_eq!(
            (host.as_str(), cart.as_str()),
            ("match=\"/*_bg.wasm\"", "match=\"/remotes/cart/*_bg.wasm\"")
        );
        assert!(cart.len() > host.len(), "the longer one wins");
        let glue = use_for(&["remotes", "gift-cards", "0123456789abcdef", "gift_cards.js"]);
        assert_eq!(glue.as_deref(), Some("match=\"/remotes/gift-cards/*.js\""));
        for none in [
            &["assets", "0123456789abcdef", "host.css"][..],
            &["assets", "0123456789abcdef", "snippets", "a.js"],
            &["remotes", "a*b", "0123456789abcdef", "a.js"],
            &["devtools", "0123456789abcdef", "start.js"],
        ] {
            assert_eq!(use_for(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_dictionary_serves_only_files_below_the_base_path() {
        let shop: BasePath = "/shop/".parse().unwrap();
        let host = use_for(&["assets", "0123456789abcdef", "host_bg.wasm"], &shop);
        let cart = use_for(&["remotes", "cart", "0123456789abcdef", "cart.js"], &shop);
        assert_eq!(host.as_deref(), Some("match=\"/shop/*_bg.wasm\""));
        assert_eq!(cart.as_deref(), Some("match=\"/shop/remotes/cart/*.js\""));
    }
}
