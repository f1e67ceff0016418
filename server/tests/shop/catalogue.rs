//! The product list and single products.

use std::io::Read as _;

use serde_json::Value;

use crate::test_shop::TestShop;

fn ids(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_list_has_pages_and_categories() {
    let shop = TestShop::open().await;
    let first = shop.get("/api/products").await.json();
    assert_eq!(ids(&first).len(), 24);
    assert_eq!(ids(&first)[0], "p1");
    assert_eq!(
        (&first["total"], &first["page"], &first["pages"], &first["pageSize"]),
        (&30.into(), &1.into(), &2.into(), &24.into())
    );
    assert_eq!(
        first["categories"],
        serde_json::json!([
            { "slug": "desk", "name": "Desk", "count": 15 },
            { "slug": "kitchen", "name": "Kitchen", "count": 15 }
        ])
    );
    let second = shop.get("/api/products?page=2").await.json();
    assert_eq!(ids(&second), ["p25", "p26", "p27", "p28", "p29", "p30"]);
    let beyond = shop.get("/api/products?page=9").await.json();
    assert!(ids(&beyond).is_empty());
}

#[tokio::test]
async fn the_list_is_searched_filtered_and_sorted() {
    let shop = TestShop::open().await;
    let found = shop
        .get("/api/products?query=tHING&category=desk&sort=price-desc")
        .await
        .json();
    assert_eq!(ids(&found)[..5], ["p29", "p27", "p25", "p23", "p21"]);
    let found = shop.get("/api/products?query=thing+07").await.json();
    assert_eq!(ids(&found), ["p7"]);
    let by_name = shop.get("/api/products?sort=name&category=").await.json();
    assert_eq!(ids(&by_name)[..2], ["p1", "p2"]);
    let nothing = shop.get("/api/products?query=%25").await.json();
    assert_eq!((&nothing["total"], &nothing["pages"]), (&0.into(), &1.into()));
}

#[tokio::test]
async fn an_invalid_parameter_of_the_list_is_refused_by_name() {
    let shop = TestShop::open().await;
    let long = format!("query={}", "x".repeat(101));
    for (query, code, field) in [
        ("page=0", "bad_page", "page"),
        ("page=-1", "bad_page", "page"),
        ("page=two", "bad_page", "page"),
        ("sort=cheapest", "bad_sort", "sort"),
        ("category=garden", "bad_category", "category"),
        (long.as_str(), "bad_query", "query"),
    ] {
        let answer = shop.get(&format!("/api/products?{query}")).await;
        let expected = (400, code.to_owned(), Some(field.to_owned()));
        assert_eq!(answer.failure(), expected, "{query}");
    }
}

#[tokio::test]
async fn a_product_has_all_fields() {
    let shop = TestShop::open().await;
    assert_eq!(
        shop.get("/api/products/p2").await.json(),
        serde_json::json!({
            "id": "p2", "name": "Thing 02", "category": "kitchen", "categoryName": "Kitchen",
            "summary": "A good thing", "description": "Really.", "priceCents": 200,
            "image": "/images/thing-2.svg", "stock": 1
        })
    );
    for unknown in ["p99", "%2e%2e%2f", "%ff", "p1%00"] {
        shop.get(&format!("/api/products/{unknown}"))
            .await
            .is_failure(404, "product_unknown");
    }
}

#[tokio::test]
async fn a_long_answer_is_compressed_with_an_accepted_encoding() {
    let shop = TestShop::open().await;
    let plain = shop.get("/api/products").await;
    assert_eq!(plain.header("content-encoding"), "");
    for (accepted, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")] {
        let compressed = shop.get_with("/api/products", "accept-encoding", accepted).await;
        assert_eq!(compressed.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(compressed.header("vary"), "accept-encoding");
        assert_eq!(compressed.header("cache-control"), "no-store");
        assert!(
            compressed.bytes.len() < plain.bytes.len() / 4,
            "{}",
            compressed.bytes.len()
        );
        let mut back = Vec::new();
        match encoding {
            "br" => brotli::Decompressor::new(&*compressed.bytes, 4096).read_to_end(&mut back),
            _ => flate2::read::GzDecoder::new(&*compressed.bytes).read_to_end(&mut back),
        }
        .unwrap();
        assert_eq!(back, plain.bytes, "{accepted}");
    }
    for path in ["/api/products/p1", "/api/nothing"] {
        let short = shop.get_with(path, "accept-encoding", "br").await;
        assert_eq!(short.header("content-encoding"), "", "{path}");
    }
}

#[tokio::test]
async fn products_are_found_by_their_ids_on_one_page() {
    let shop = TestShop::open().await;
    let found = shop.get("/api/products?ids=p30%2Cnone%2Cp2").await.json();
    assert_eq!(ids(&found), ["p2", "p30"]);
    assert_eq!((&found["total"], &found["pages"]), (&2.into(), &1.into()));
    assert!(ids(&shop.get("/api/products?ids=").await.json()).is_empty());
    let many = vec!["p1"; shop_limits::MAX_KEPT_PRODUCTS + 1].join(",");
    let refused = shop.get(&format!("/api/products?ids={many}")).await;
    assert_eq!(
        (refused.status, &refused.json()["error"]["field"]),
        (400, &"ids".into())
    );
}
