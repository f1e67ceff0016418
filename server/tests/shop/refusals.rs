//! Requests that no page of the shop would send.

use reqwest::Method;
use serde_json::json;

use crate::test_shop::{TestShop, answer};

#[tokio::test]
async fn unknown_addresses_and_methods_get_the_apis_error_format() {
    let shop = TestShop::open().await;
    for path in ["/api", "/api/", "/api/nothing", "/api/auth", "/api/orders/a/b"] {
        shop.get(path).await.is_failure(404, "route_unknown");
    }
    for (method, path) in [(Method::DELETE, "/api/products"), (Method::GET, "/api/auth/code")] {
        answer(shop.request(method, path))
            .await
            .is_failure(405, "method_not_allowed");
    }
}

#[tokio::test]
async fn malformed_bodies_are_refused() {
    let shop = TestShop::open().await;
    for body in ["", "{", "[]", "null", r#"{"phone": 7}"#, r#"{"fone": "1234567"}"#] {
        let request = shop.request(Method::POST, "/api/auth/code").body(body);
        answer(request).await.is_failure(400, "body_malformed");
    }
}

#[tokio::test]
async fn bodies_over_64_kib_are_refused_with_and_without_a_content_length() {
    let shop = TestShop::open().await;
    let large = json!({ "phone": "1".repeat(66_000) });
    shop.post("/api/auth/code", large.clone())
        .await
        .is_failure(413, "body_too_large");

    // In chunks, without a Content-Length.
    let body = large.to_string();
    let request = format!(
        "POST /api/auth/code HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         transfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    let answer = raw(&shop, &request).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("body_too_large"), "{answer}");
}

#[tokio::test]
async fn pages_of_other_origins_change_nothing() {
    let shop = TestShop::open().await;
    let own = format!("http://{}", shop.server.address);
    for (origin, status) in [
        (own.as_str(), 200),
        ("http://evil.example", 403),
        ("null", 403),
        ("http://localhost:1", 403),
    ] {
        let request = shop
            .request(Method::POST, "/api/auth/code")
            .header("origin", origin)
            .json(&json!({ "phone": "1234567" }));
        let answer = answer(request).await;
        assert_eq!(answer.status, status, "{origin}");
        if status == 403 {
            answer.is_failure(403, "origin_refused");
        }
    }
    let read = shop.get_with("/api/products", "origin", "http://evil.example").await;
    assert_eq!(read.status, 200);
    assert_eq!(read.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn a_page_of_another_site_without_an_origin_header_changes_nothing() {
    let shop = TestShop::open().await;
    for (site, status) in [
        ("cross-site", 403),
        ("same-site", 403),
        ("same-origin", 200),
        ("none", 200),
    ] {
        let request = shop
            .request(Method::POST, "/api/auth/code")
            .header("sec-fetch-site", site)
            .json(&json!({ "phone": "1234567" }));
        assert_eq!(answer(request).await.status, status, "{site}");
    }
}

#[tokio::test]
async fn behind_a_proxy_the_shops_own_page_logs_in_and_no_other_does() {
    let shop = TestShop::open().await;
    for (said, origin, status) in [
        (&[("host", "shop.example:443")][..], "https://shop.example", 200),
        (&[("host", "shop.example:443")], "https://evil.example", 403),
        (&[("host", "shop.example:443")], "null", 403),
        (
            &[("x-forwarded-host", "shop.example, edge.internal")],
            "https://shop.example",
            200,
        ),
        (
            &[("x-forwarded-host", "shop.example, edge.internal")],
            "https://evil.example",
            403,
        ),
        (
            &[("x-forwarded-host", "shop.example:80"), ("x-forwarded-proto", "https")],
            "https://shop.example",
            200,
        ),
    ] {
        let mut request = shop.request(Method::POST, "/api/auth/code").header("origin", origin);
        for (name, value) in said {
            request = request.header(*name, *value);
        }
        let answer = answer(request.json(&json!({ "phone": "1234567" }))).await;
        assert_eq!(answer.status, status, "{said:?} {origin}");
    }
}

#[tokio::test]
async fn a_database_error_is_answered_without_its_message() {
    let shop = TestShop::open().await;
    let url = format!("sqlite:{}", shop.folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("DROP TABLE products").execute(&pool).await.unwrap();
    pool.close().await;
    for path in ["/api/products", "/api/health"] {
        let answer = shop.get(path).await;
        answer.is_failure(500, "internal");
        assert!(!answer.text().contains("products"), "{}", answer.text());
    }
}

/// Sends exactly these bytes and reads to the end of the connection.
pub(crate) async fn raw(shop: &TestShop, request: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(shop.server.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    // The server may close early; the bytes received so far count.
    let _ = stream.read_to_string(&mut answer).await;
    answer
}
