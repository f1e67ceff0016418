//! Canonical addresses of the shop's pages.

/// The canonical segments of this address; `None` for a canonical address. Ids of products are lowercase. The host does the
/// same for navigations within the page (`Route::canonical`).
pub(super) fn of(segments: &[&str]) -> Option<Vec<String>> {
    let ["product", id] = segments else {
        return None;
    };
    let has_capitals = id.bytes().any(|byte| byte.is_ascii_uppercase());
    has_capitals.then(|| vec!["product".to_owned(), id.to_ascii_lowercase()])
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn an_id_with_capitals_redirects_to_lowercase() {
        assert_eq!(of(&["product", "P1"]).unwrap(), ["product", "p1"]);
        assert_eq!(of(&["product", "\u{c4}A /b"]).unwrap(), ["product", "\u{c4}a /b"]);
    }

    #[test]
    fn other_addresses_are_not_redirected() {
        for segments in [
            &["product", "p1"][..],
            &["product"],
            &["orders", "O1"],
            &["Product", "P1"],
            &["product", "P1", "more"],
            &[],
        ] {
            assert_eq!(of(segments), None, "{segments:?}");
        }
    }
}
