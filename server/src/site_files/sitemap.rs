//! `sitemap.xml`: <https://www.sitemaps.org/protocol.html>.

use shop_api::model::{Product, ProductQuery};

/// A file may have this many addresses.
const MAX_ADDRESSES: usize = 50_000;

/// The file of the site at this address: home, the products with their categories, and each product.
pub(super) fn xml(site: &str, products: &[Product]) -> String {
    let mut paths = vec![String::new(), "products".to_owned()];
    let mut categories: Vec<&str> = Vec::new();
    for product in products {
        if !categories.contains(&product.category.as_str()) {
            categories.push(&product.category);
        }
    }
    paths.extend(categories.into_iter().map(|category| {
        let query = ProductQuery {
            category: category.to_owned(),
            ..ProductQuery::default()
        };
        format!("products{}", query.to_query_string())
    }));
    paths.extend(products.iter().map(|product| format!("product/{}", product.id)));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in paths.iter().take(MAX_ADDRESSES) {
        xml.extend(["<url><loc>", &escaped(site), &escaped(path), "</loc></url>\n"]);
    }
    xml.push_str("</urlset>\n");
    xml
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(id: &str, category: &str) -> Product {
        Product {
            id: id.to_owned(),
            name: id.to_owned(),
            category: category.to_owned(),
            category_name: category.to_owned(),
            summary: String::new(),
            description: String::new(),
            price_cents: 1,
            image: String::new(),
            stock: 1,
        }
    }

    #[test]
    fn every_public_page_is_listed_once() {
        let products = [
            product("p1", "desk"),
            product("p2", "home & hill"),
            product("p3", "desk"),
        ];
        let xml = xml("https://shop.example/shop/", &products);
        let addresses: Vec<_> = xml
            .split("<loc>")
            .skip(1)
            .map(|rest| rest.split("</loc>").next().unwrap())
            .collect();
        assert_eq!(
            addresses,
            [
                "https://shop.example/shop/",
                "https://shop.example/shop/products",
                "https://shop.example/shop/products?category=desk",
                "https://shop.example/shop/products?category=home%20%26%20hill",
                "https://shop.example/shop/product/p1",
                "https://shop.example/shop/product/p2",
                "https://shop.example/shop/product/p3",
            ]
        );
        assert!(xml.ends_with("</url>\n</urlset>\n"));
    }
}
