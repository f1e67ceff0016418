//! The single path matcher, for pages of the host and of remotes, in page and server. `page_rules.js` has the copy for
//! the page's script.

/// The parts between the slashes of a path: `/a//b/` has `a` and `b`, `/` has none.
pub fn parts(path: &str) -> impl Iterator<Item = &str> + Clone {
    path.split('/').filter(|part| !part.is_empty())
}

/// Parameters of a path by name, if the path matches the pattern; otherwise `None`. A parameter (`:name`) in the
/// pattern matches exactly one part of the path.
///
/// ```
/// use tarn_manifest::match_path;
///
/// assert_eq!(match_path("/product/:productId", "/product/p7"), Some(vec![("productId", "p7")]));
/// assert_eq!(match_path("/cart", "/cart/"), Some(vec![]));
/// assert_eq!(match_path("/cart", "/cart/p7"), None);
/// ```
#[must_use]
pub fn match_path<'a>(pattern: &'a str, path: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut pattern = parts(pattern);
    let mut found = Vec::new();
    for part in parts(path) {
        let wanted = pattern.next()?;
        match wanted.strip_prefix(PARAMETER) {
            Some(name) => found.push((name, part)),
            None if wanted == part => {}
            None => return None,
        }
    }
    pattern.next().is_none().then_some(found)
}

/// Prefix of a parameter in a pattern.
pub(crate) const PARAMETER: char = ':';

/// Whether the path is a prefix of a path that matches the pattern, or matches it.
pub(crate) fn begins(pattern: &str, path: &str) -> bool {
    let mut pattern = parts(pattern);
    parts(path).all(|part| {
        pattern
            .next()
            .is_some_and(|wanted| wanted == part || wanted.starts_with(PARAMETER))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_trailing_and_double_slashes_are_ignored() {
        for path in ["/a/b", "a/b", "/a/b/", "//a//b//"] {
            assert_eq!(match_path("/a/:x", path), Some(vec![("x", "b")]), "{path}");
        }
        assert_eq!(match_path("/", ""), Some(vec![]));
        assert_eq!(match_path("", "//"), Some(vec![]));
    }

    #[test]
    fn every_part_must_match() {
        for path in ["/", "/a", "/a/b/c", "/b/b", "/A/b", "/a.b"] {
            assert_eq!(match_path("/a/:x", path), None, "{path}");
        }
    }

    #[test]
    fn the_beginning_of_a_path_is_known() {
        for (path, expected) in [
            ("/", true),
            ("/a", true),
            ("/a/7", true),
            ("/a/7/b/", true),
            ("/a/7/c", false),
            ("/a/7/b/more", false),
            ("/wrong", false),
        ] {
            assert_eq!(begins("/a/:x/b", path), expected, "{path}");
        }
    }
}
