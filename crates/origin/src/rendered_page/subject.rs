//! What a page is about: the address of the API that `data` in `federation.json` names for it.

use std::borrow::Cow;

use percent_encoding::{percent_decode_str, utf8_percent_encode};
use tarn_manifest::{match_path, parts};
use tarn_render::PageRequest;

use crate::canonical_address::ESCAPED;

/// What a page is about.
#[derive(Debug, PartialEq)]
pub(super) struct Subject {
    path: String,
    /// Whether the path alone is the address: the page has no query, or a parameter.
    is_complete: bool,
}

impl Subject {
    /// `data` has paths of the API by patterns of pages.
    pub(super) fn of<'a>(page: &PageRequest, data: impl IntoIterator<Item = (&'a str, &'a String)>) -> Option<Self> {
        data.into_iter().find_map(|(pattern, path)| {
            let parameters = match_path(pattern, &page.path)?;
            let value_of = |part: &'a str| {
                let name = part.strip_prefix(':')?;
                let (_, value) = parameters.iter().find(|(known, _)| *known == name)?;
                Some(*value)
            };
            let mut address = String::new();
            for part in parts(path) {
                address.push('/');
                match value_of(part) {
                    Some(value) => address.push_str(&encoded(value)?),
                    None => address.push_str(part),
                }
            }
            Some(Self {
                path: address,
                is_complete: page.query.is_empty() || !parameters.is_empty(),
            })
        })
    }

    /// The address, if it needs no query.
    pub(super) fn complete_path(&self) -> Option<&str> {
        self.is_complete.then_some(&self.path)
    }

    /// Whether this address of the API is the subject, with any query and in any spelling.
    pub(super) fn is_at(&self, address: &str) -> bool {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        path == self.path || is_same(path, &self.path)
    }
}

/// Whether two paths have the same parts once their escapes are decoded.
fn is_same(one: &str, other: &str) -> bool {
    let decoded = |part| percent_decode_str(part).decode_utf8_lossy();
    one.split('/').map(decoded).eq(other.split('/').map(decoded))
}

/// A part of the page's path as a part of a path of the API. `None` for a part that would lead to another path.
fn encoded(part: &str) -> Option<String> {
    let decoded = percent_decode_str(part).decode_utf8().unwrap_or(Cow::Borrowed(part));
    let leads_away = matches!(&*decoded, "." | "..") || decoded.contains(['/', '\\']);
    (!leads_away).then(|| utf8_percent_encode(&decoded, ESCAPED).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(path: &str, query: &str) -> Option<Subject> {
        let data = [("/products", "/api/products"), ("/product/:id", "/api/products/:id")];
        let data = data.map(|(page, api)| (page, api.to_owned()));
        let page = PageRequest {
            path: path.to_owned(),
            query: query.to_owned(),
            ..PageRequest::default()
        };
        Subject::of(&page, data.iter().map(|(page, api)| (*page, api)))
    }

    fn complete(path: &str, query: &str) -> Option<String> {
        subject(path, query)?.complete_path().map(str::to_owned)
    }

    #[test]
    fn a_page_with_a_parameter_is_about_it_whatever_its_query() {
        assert_eq!(complete("/product/p1", "?from=a").unwrap(), "/api/products/p1");
        assert_eq!(complete("/products", "").unwrap(), "/api/products");
        assert_eq!(complete("/products", "?page=2"), None);
        assert_eq!(subject("/cart", ""), None);
    }

    #[test]
    fn a_parameter_stays_one_part_of_the_path() {
        for (path, expected) in [
            ("/product/a b", "/api/products/a%20b"),
            ("/product/a?page=2", "/api/products/a%3Fpage%3D2"),
            ("/product/a%3Fb%23", "/api/products/a%3Fb%23"),
            ("/product/:id", "/api/products/%3Aid"),
            ("/product/\u{e4}%", "/api/products/%C3%A4%25"),
        ] {
            assert_eq!(complete(path, "").as_deref(), Some(expected), "{path}");
        }
        for path in ["/product/a%2Fb", "/product/..", "/product/%2E%2E", "/product/a%5Cb"] {
            assert_eq!(subject(path, ""), None, "{path}");
        }
    }

    #[test]
    fn only_the_query_of_an_address_is_free() {
        let list = subject("/products", "?page=2").unwrap();
        assert!(list.is_at("/api/products") && list.is_at("/api/products?page=2&query=%2F"));
        for other in [
            "/api/orders",
            "/api/products/",
            "/api/products/p1",
            "/api/products%3F",
            "//x/api/products",
            "",
        ] {
            assert!(!list.is_at(other), "{other}");
        }
        let product = subject("/product/a'b", "").unwrap();
        assert!(product.is_at("/api/products/a'b") && product.is_at("/api/products/a%27b"));
    }
}
