//! A base path as somebody writes it in a setting.

use std::fmt;
use std::str::FromStr;

use crate::BasePath;

/// Longer than any that somebody means.
const MAX_LENGTH: usize = 200;

/// Why a text is no base path. The message says what to write.
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

    /// Takes `/shop/`, and the same without one of the slashes or both; nothing at all is `/`.
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

/// Whether it means the same in an address, a cookie's path, a URL pattern and a quoted attribute.
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
    fn nonsense_is_refused() {
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
