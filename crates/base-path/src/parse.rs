//! A base path in a setting.

use std::fmt;
use std::str::FromStr;

use crate::BasePath;

/// The greatest length of a base path.
const MAX_LENGTH: usize = 200;

/// Why a text is not a base path. The message says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePathError(&'static str);

impl fmt::Display for BasePathError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl std::error::Error for BasePathError {}

impl FromStr for BasePath {
    type Err = BasePathError;

    /// Reads `/shop/`. Both slashes are optional, and an empty text is `/`.
    fn from_str(text: &str) -> Result<Self, BasePathError> {
        if text.contains("://") || text.starts_with("//") {
            return Err(BasePathError(
                "a base path is a path such as /shop/, without scheme and host",
            ));
        }
        if text.len() > MAX_LENGTH {
            return Err(BasePathError("a base path has 200 characters at most"));
        }
        let inner = text.strip_prefix('/').unwrap_or(text);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.is_empty() {
            return Ok(Self::default());
        }
        if !inner.split('/').all(is_plain) {
            return Err(BasePathError(
                "each part of a base path is made of letters, digits, - _ . and ~, and does not begin with a dot: write it as /shop/",
            ));
        }
        Ok(Self(format!("/{inner}/")))
    }
}

/// Whether it has the same meaning in an address, in the path of a cookie, in a URL pattern and in a quoted attribute.
fn is_plain(part: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
    !part.is_empty() && !part.starts_with('.') && part.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_at_the_ends_are_added() {
        for (text, expected) in [
            ("", "/"),
            ("/", "/"),
            ("shop", "/shop/"),
            ("/shop", "/shop/"),
            ("shop/", "/shop/"),
            ("/shop/", "/shop/"),
            ("/eu/shop-2_a.b~c/", "/eu/shop-2_a.b~c/"),
        ] {
            assert_eq!(text.parse::<BasePath>().unwrap().as_str(), expected);
        }
    }

    #[test]
    fn malformed_base_paths_are_refused() {
        for text in [
            "//",
            "/shop//",
            "/a//b/",
            "//evil.example/",
            "http://localhost:4000/shop/",
            "/../",
            "/a/./b/",
            "/.git/",
            "/a b/",
            " /shop/",
            "/shop/?x=1",
            "/shop/#x",
            "/a%2fb/",
            "/a;b/",
            "/a\"b/",
            "/a<b/",
            "/a*/",
            "/a:b/",
            "/käse/",
            "\\shop\\",
            "/a\n/",
            &"a".repeat(201),
        ] {
            let error = text.parse::<BasePath>().unwrap_err().to_string();
            assert!(error.contains("base path"), "{text}: {error}");
        }
    }
}
