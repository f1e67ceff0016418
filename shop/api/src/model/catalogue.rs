//! Products and the list of them.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

/// One product of the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    /// Opaque id, such as `p1`.
    pub id: String,
    /// The name.
    pub name: String,
    /// Slug of the category.
    pub category: String,
    /// The name of the category.
    pub category_name: String,
    /// One line.
    pub summary: String,
    /// A few sentences.
    pub description: String,
    /// Price of one piece, in cents.
    pub price_cents: u32,
    /// Path of the picture on the server, such as `/images/teapot.svg`.
    pub image: String,
    /// Pieces left.
    pub stock: u32,
}

/// A category and how many products of the current search it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct Category {
    /// Stable name, for addresses.
    pub slug: String,
    /// Name for people.
    pub name: String,
    /// The number of matching products (ignoring the category filter).
    pub count: u32,
}

/// Answer of `GET /api/products`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ProductPage {
    /// The products of this page; empty beyond the last page.
    pub items: Vec<Product>,
    /// The number of products on all pages.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// The number of pages; 1 when nothing matches.
    pub pages: u32,
    /// The number of products on a full page.
    pub page_size: u32,
    /// Every category of the shop, in the shop's order.
    pub categories: Vec<Category>,
}

/// The order of a product list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProductSort {
    /// The shop's own order.
    #[default]
    Featured,
    /// Lowest price first.
    PriceAsc,
    /// Highest price first.
    PriceDesc,
    /// By name, A to Z.
    Name,
}

impl ProductSort {
    /// All orders, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Featured, Self::PriceAsc, Self::PriceDesc, Self::Name];

    /// The name used in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Featured => "featured",
            Self::PriceAsc => "price-asc",
            Self::PriceDesc => "price-desc",
            Self::Name => "name",
        }
    }

    /// The order with this name in addresses.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == name)
    }
}

/// The parameters of `GET /api/products`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductQuery {
    /// Search words; empty for all products.
    pub query: String,
    /// Slug of a category; empty for all categories.
    pub category: String,
    /// The order.
    pub sort: ProductSort,
    /// From 1.
    pub page: u32,
}

impl Default for ProductQuery {
    fn default() -> Self {
        Self {
            query: String::new(),
            category: String::new(),
            sort: ProductSort::default(),
            page: 1,
        }
    }
}

impl ProductQuery {
    /// The query string with its leading `?`, without parts at their default; empty if all are.
    ///
    /// ```
    /// use shop_api::model::ProductQuery;
    /// let query = ProductQuery { query: "tea pot".into(), page: 2, ..Default::default() };
    /// assert_eq!(query.to_query_string(), "?query=tea%20pot&page=2");
    /// ```
    #[must_use]
    pub fn to_query_string(&self) -> String {
        let mut out = String::new();
        let mut add = |name: &str, value: &str| {
            out.push(if out.is_empty() { '?' } else { '&' });
            out.push_str(name);
            out.push('=');
            percent_encode_into(&mut out, value);
        };
        if !self.query.is_empty() {
            add("query", &self.query);
        }
        if !self.category.is_empty() {
            add("category", &self.category);
        }
        if self.sort != ProductSort::default() {
            add("sort", self.sort.as_str());
        }
        if self.page != 1 {
            add("page", &self.page.to_string());
        }
        out
    }
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
pub(crate) fn percent_encode_into(out: &mut String, value: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in value.as_bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(byte as char);
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_is_parsed_from_its_own_name() {
        for sort in ProductSort::ALL {
            assert_eq!(ProductSort::parse(sort.as_str()), Some(sort));
        }
        assert_eq!(ProductSort::parse("cheapest"), None);
    }

    #[test]
    fn defaults_are_omitted_from_the_query_string() {
        assert_eq!(ProductQuery::default().to_query_string(), "");
    }

    #[test]
    fn delimiters_in_a_parameter_are_encoded() {
        let query = ProductQuery {
            query: "a&b=ü".into(),
            category: "home".into(),
            sort: ProductSort::PriceDesc,
            page: 3,
        };
        assert_eq!(
            query.to_query_string(),
            "?query=a%26b%3D%C3%BC&category=home&sort=price-desc&page=3"
        );
    }
}
