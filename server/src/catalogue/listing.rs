//! Selects the products of a page of the list.

use shop_api::model::{Category, Product, ProductPage, ProductQuery, ProductSort};
use shop_limits::MAX_KEPT_PRODUCTS;

/// The number of products on a full page.
const PAGE_SIZE: usize = 24;

/// The page for the query. `products` must be in the shop's order.
///
/// The catalogue is small, so it is searched in memory, where case-insensitive search works for every alphabet (in SQLite
/// for ASCII only).
pub(crate) fn page_of(products: Vec<Product>, query: &ProductQuery) -> ProductPage {
    let words = words_of(&query.query);
    let mut categories: Vec<Category> = Vec::new();
    let mut found = Vec::new();
    for product in products {
        let hit = matches_all_words(&product, &words);
        match categories.iter_mut().find(|c| c.slug == product.category) {
            Some(category) => category.count += u32::from(hit),
            None => categories.push(Category {
                slug: product.category.clone(),
                name: product.category_name.clone(),
                count: u32::from(hit),
            }),
        }
        if hit && (query.category.is_empty() || query.category == product.category) {
            found.push(product);
        }
    }
    // The sorts are stable, so that pages do not overlap.
    match query.sort {
        ProductSort::Featured => {}
        ProductSort::PriceAsc => found.sort_by_key(|product| product.price_cents),
        ProductSort::PriceDesc => {
            found.sort_by_key(|product| std::cmp::Reverse(product.price_cents));
        }
        ProductSort::Name => found.sort_by_cached_key(|product| product.name.to_lowercase()),
    }
    let total = found.len();
    let skip = (query.page.saturating_sub(1) as usize).saturating_mul(PAGE_SIZE);
    ProductPage {
        items: found.into_iter().skip(skip).take(PAGE_SIZE).collect(),
        total: u32::try_from(total).unwrap_or(u32::MAX),
        page: query.page,
        pages: u32::try_from(total.div_ceil(PAGE_SIZE).max(1)).unwrap_or(u32::MAX),
        page_size: PAGE_SIZE as u32,
        categories,
    }
}

/// The products with these ids, in the shop's order, on one page.
pub(crate) fn page_of_ids(mut products: Vec<Product>, ids: &[&str]) -> ProductPage {
    products.retain(|product| ids.contains(&&*product.id));
    let total = u32::try_from(products.len()).unwrap_or(u32::MAX);
    ProductPage {
        items: products,
        total,
        page: 1,
        pages: 1,
        page_size: MAX_KEPT_PRODUCTS as u32,
        categories: Vec::new(),
    }
}

fn words_of(query: &str) -> Vec<String> {
    query.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// Whether each of these lower-case words occurs in the product's name, summary or category.
fn matches_all_words(product: &Product, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = format!(
        "{}\n{}\n{}\n{}",
        product.name, product.summary, product.category_name, product.category
    )
    .to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(id: usize, name: &str, category: &str, price_cents: u32) -> Product {
        Product {
            id: format!("p{id}"),
            name: name.to_owned(),
            category: category.to_owned(),
            category_name: category.to_uppercase(),
            summary: "Made well".to_owned(),
            description: "Secret words".to_owned(),
            price_cents,
            image: String::new(),
            stock: 1,
        }
    }

    fn shop() -> Vec<Product> {
        vec![
            product(1, "Ölkanne", "kitchen", 300),
            product(2, "Lamp", "home", 100),
            product(3, "apron", "kitchen", 300),
        ]
    }

    fn ids(page: &ProductPage) -> Vec<&str> {
        page.items.iter().map(|p| p.id.as_str()).collect()
    }

    fn query(query: &str, category: &str, sort: ProductSort) -> ProductQuery {
        ProductQuery {
            query: query.to_owned(),
            category: category.to_owned(),
            sort,
            page: 1,
        }
    }

    #[test]
    fn a_search_ignores_case_in_every_alphabet() {
        let page = page_of(shop(), &query("öLK", "", ProductSort::Featured));
        assert_eq!(ids(&page), ["p1"]);
    }

    #[test]
    fn a_search_matches_all_words_in_name_summary_and_category_only() {
        let find = |words| page_of(shop(), &query(words, "", ProductSort::Featured)).total;
        assert_eq!(find("kitchen made"), 2);
        assert_eq!(find("kitchen lamp"), 0);
        assert_eq!(find("secret"), 0);
    }

    #[test]
    fn products_are_found_by_their_ids_and_unknown_ids_are_omitted() {
        let page = page_of_ids(shop(), &["p3", "p9", "p1"]);
        assert_eq!(ids(&page), ["p1", "p3"]);
        assert_eq!((page.total, page.pages), (2, 1));
    }

    #[test]
    fn all_categories_are_listed_with_the_counts_of_the_search() {
        let page = page_of(shop(), &query("lamp", "kitchen", ProductSort::Featured));
        assert_eq!(page.total, 0);
        let counts: Vec<_> = page.categories.iter().map(|c| (&*c.slug, c.count)).collect();
        assert_eq!(counts, [("kitchen", 0), ("home", 1)]);
    }

    #[test]
    fn sorts_are_stable() {
        let sorted = |sort| {
            let page = page_of(shop(), &query("", "", sort));
            ids(&page).join(" ")
        };
        assert_eq!(sorted(ProductSort::Featured), "p1 p2 p3");
        assert_eq!(sorted(ProductSort::PriceAsc), "p2 p1 p3");
        assert_eq!(sorted(ProductSort::PriceDesc), "p1 p3 p2");
        assert_eq!(sorted(ProductSort::Name), "p3 p2 p1");
    }

    #[test]
    fn pages_have_24_products_and_pages_beyond_the_last_are_empty() {
        let many: Vec<_> = (0..30).map(|i| product(i, "x", "y", 1)).collect();
        let at = |page| {
            let query = ProductQuery {
                page,
                ..ProductQuery::default()
            };
            let page = page_of(many.clone(), &query);
            (page.items.len(), page.pages, page.total)
        };
        assert_eq!(at(1), (24, 2, 30));
        assert_eq!(at(2), (6, 2, 30));
        assert_eq!(at(3), (0, 2, 30));
        assert_eq!(at(u32::MAX), (0, 2, 30));
    }
}
