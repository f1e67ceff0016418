//! Parses and validates the path of a request.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

/// The segments of a path. None can lead out of a folder: there are no `..`, no hidden files and no separators of any system.
#[derive(Debug, PartialEq)]
pub(super) struct RequestPath(Vec<String>);

impl RequestPath {
    /// Parses the path of a request; `None` if it cannot be a path of a build.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let mut segments = Vec::new();
        for segment in path.split('/') {
            let segment = percent_decode_str(segment).decode_utf8().ok()?;
            if segment.starts_with('.') || segment.contains(['/', '\\', ':']) || segment.chars().any(char::is_control) {
                return None;
            }
            if !segment.is_empty() {
                segments.push(segment.into_owned());
            }
        }
        Some(Self(segments))
    }

    /// Whether a path that [`RequestPath::parse`] refuses looks like a page: then the answer is a page with status 404.
    /// `is_folder` says whether addresses with this first segment are never pages.
    pub(super) fn could_be_page(path: &str, is_folder: impl Fn(&str) -> bool) -> bool {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let is_file = segments.clone().next().is_some_and(is_folder);
        !is_file && segments.all(|segment| !segment.contains(['.', '\\']))
    }

    /// The segments.
    pub(super) fn segments(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }

    /// Whether it could be a page: the last segment has no file name extension.
    pub(super) fn is_page(&self) -> bool {
        self.0.last().is_none_or(|last| !last.contains('.'))
    }

    /// The file below this folder.
    pub(super) fn below(&self, folder: &Path) -> PathBuf {
        let mut path = folder.to_owned();
        path.extend(&self.0);
        path
    }
}

/// Whether this segment is a content hash, so that files below it are immutable.
pub(super) fn is_hash(segment: &str) -> bool {
    segment.len() == 16
        && segment
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_segments() {
        let path = RequestPath::parse("/remotes/cart//a%20b.js").unwrap();
        assert_eq!(path.segments(), ["remotes", "cart", "a b.js"]);
        assert_eq!(path.below(Path::new("x")), Path::new("x/remotes/cart/a b.js"));
        assert_eq!(RequestPath::parse("/"), Some(RequestPath(vec![])));
    }

    #[test]
    fn paths_that_lead_elsewhere_are_refused() {
        for path in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/a/%2E%2E%2fx",
            "/a%2f..%2fx",
            "/a\\..\\x",
            "/%5c..%5cx",
            "/.git/config",
            "/a/.",
            "/C:/x",
            "/a%00b",
            "/%ff",
        ] {
            assert_eq!(RequestPath::parse(path), None, "{path}");
        }
    }

    fn could_be_page(path: &str) -> bool {
        RequestPath::could_be_page(path, |first| ["remotes", "images"].contains(&first))
    }

    #[test]
    fn a_refused_path_may_look_like_a_page() {
        for path in ["/product/%E0%A4%A", "/product/%00", "/product/a:b", "/%ff"] {
            assert_eq!(RequestPath::parse(path), None, "{path}");
            assert!(could_be_page(path), "{path}");
        }
        for path in ["/a%00.js", "/../x", "/.git", "/a\\b", "/remotes/%00/x", "/images/%ff"] {
            assert!(!could_be_page(path), "{path}");
        }
    }

    #[test]
    fn pages_have_no_extension() {
        let is_page = |path| RequestPath::parse(path).unwrap().is_page();
        assert!(is_page("/") && is_page("/cart") && is_page("/v1.2/cart/"));
        assert!(!is_page("/cart.js") && !is_page("/a/b.wasm"));
    }

    #[test]
    fn hashes_are_16_lower_case_hex_digits() {
        assert!(is_hash("0123456789abcdef"));
        for wrong in ["0123456789abcde", "0123456789ABCDEF", "0123456789abcdeg", ""] {
            assert!(!is_hash(wrong), "{wrong}");
        }
    }
}
