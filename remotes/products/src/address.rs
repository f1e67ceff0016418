//! The list's address: everything that a shopper can choose stands in it.

use shop_api::model::{ProductQuery, ProductSort};
use shop_api::rules::MAX_QUERY_CHARS;
use web_sys::UrlSearchParams;

/// No category's name in addresses is longer, in bytes.
const MAX_CATEGORY_BYTES: usize = 64;

/// What a query string, with or without its `?`, asks for. A part that cannot be asked for is at its default.
pub(crate) fn parse(query_string: &str) -> ProductQuery {
    let Ok(parameters) = UrlSearchParams::new_with_str(query_string) else {
        return ProductQuery::default();
    };
    let part = |name| parameters.get(name).unwrap_or_default();
    ProductQuery {
        query: search_words(&part("query")),
        category: Some(part("category"))
            .filter(|slug| slug.len() <= MAX_CATEGORY_BYTES)
            .unwrap_or_default(),
        sort: ProductSort::parse(&part("sort")).unwrap_or_default(),
        page: part("page").parse().ok().filter(|&page| page >= 1).unwrap_or(1),
    }
}

/// The address of the products that are kept for later.
pub(crate) const KEPT: &str = "/products?kept=true";

/// Whether a query string asks for the products that are kept for later.
pub(crate) fn asks_for_kept(query_string: &str) -> bool {
    let parameters = UrlSearchParams::new_with_str(query_string);
    parameters.is_ok_and(|parameters| parameters.get("kept").as_deref() == Some("true"))
}

/// What is searched for when this is typed.
pub(crate) fn search_words(typed: &str) -> String {
    typed.trim_ascii().chars().take(MAX_QUERY_CHARS).collect()
}

/// The address at which the list shows this.
pub(crate) fn address_of(query: &ProductQuery) -> String {
    String::from("/products") + &query.to_query_string()
}
