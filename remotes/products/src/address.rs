//! The list's address contains the whole state of the list.

use shop_api::model::{ProductQuery, ProductSort};
use shop_api::rules::MAX_QUERY_CHARS;

use crate::parameters::Parameters;

/// The address of the wishlist.
pub(crate) const KEPT: &str = "/products?kept=true";

/// The maximum length of a category's slug.
const MAX_CATEGORY_BYTES: usize = 64;

/// Parses a query string, with or without its `?`. Invalid parts get their defaults.
pub(crate) fn parse(query_string: &str) -> ProductQuery {
    let parameters = Parameters::of(query_string);
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

/// True if the query string asks for the wishlist.
pub(crate) fn asks_for_kept(query_string: &str) -> bool {
    Parameters::of(query_string).get("kept").as_deref() == Some("true")
}

/// The search words for this input: trimmed, and cut to the API's limit.
pub(crate) fn search_words(typed: &str) -> String {
    typed.trim_ascii().chars().take(MAX_QUERY_CHARS).collect()
}

/// The address of the list for this query.
pub(crate) fn address_of(query: &ProductQuery) -> String {
    String::from("/products") + &query.to_query_string()
}
