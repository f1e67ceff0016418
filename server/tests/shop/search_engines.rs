//! What search engines and monitoring ask for.

use reqwest::Method;

use crate::test_shop::{Folders, TestShop, answer, catalogue, products};

#[tokio::test]
async fn the_sitemap_lists_every_public_page_at_the_requested_host() {
    let shop = TestShop::open().await;
    let sitemap = shop.get("/sitemap.xml").await;
    assert_eq!(
        (sitemap.status, sitemap.header("content-type")),
        (200, "application/xml")
    );
    assert_eq!(sitemap.header("cache-control"), "public, max-age=600");
    let addresses = sitemap.text().matches("<loc>").count();
    assert_eq!(addresses, 2 + 2 + 30, "home, products, two categories, each product");
    let home = format!("<loc>{}</loc>", shop.url("/"));
    assert!(sitemap.text().contains(&home), "{}", sitemap.text());
    let robots = shop.get("/robots.txt").await;
    assert!(
        robots
            .text()
            .ends_with(&format!("Sitemap: {}\n", shop.url("/sitemap.xml")))
    );
    let head = answer(shop.request(Method::HEAD, "/sitemap.xml")).await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
}

#[tokio::test]
async fn addresses_are_those_of_the_setting_or_of_the_proxy() {
    let at = &[
        "--no-standalone",
        "--public-url=https://shop.example",
        "--base-path=/shop/",
    ];
    let shop = TestShop::open_with(at).await;
    let sitemap = shop.get("/shop/sitemap.xml").await;
    assert!(
        sitemap
            .text()
            .contains("<loc>https://shop.example/shop/product/p1</loc>")
    );
    let shop = TestShop::open().await;
    let request = shop
        .request(Method::GET, "/robots.txt")
        .header("x-forwarded-host", "shop.example")
        .header("x-forwarded-proto", "https");
    let robots = answer(request).await;
    assert!(
        robots.text().contains("Sitemap: https://shop.example/sitemap.xml"),
        "{}",
        robots.text()
    );
    let hostile = shop.get_with("/sitemap.xml", "x-forwarded-host", "a<b>").await;
    assert!(!hostile.text().contains("a<b>"), "{}", hostile.text());
}

#[tokio::test]
async fn a_product_that_is_no_longer_sold_is_gone() {
    let shop = TestShop::open().await;
    let folders = shop.close().await;
    let settings = folders.settings(&["--no-standalone"]);
    let fewer = serde_json::json!(products()[1..]).to_string();
    let server = server::start(&settings, &fewer).await.unwrap();
    let url = |path: &str| format!("http://{}{path}", server.address);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    answer(client.get(url("/api/products/p1")))
        .await
        .is_failure(410, "product_retired");
    answer(client.get(url("/api/products/p99")))
        .await
        .is_failure(404, "product_unknown");
    let sitemap = answer(client.get(url("/sitemap.xml"))).await;
    assert!(!sitemap.text().contains("/product/p1<"), "{}", sitemap.text());
    server.stop().await;
    let again = server::start(&settings, &catalogue()).await.unwrap();
    let url = format!("http://{}/api/products/p1", again.address);
    assert_eq!(answer(client.get(url)).await.status, 200, "it is sold again");
    again.stop().await;
}

#[tokio::test]
async fn requests_are_counted_for_programs_on_this_machine() {
    let shop = TestShop::open_in(Folders::new(), &["--no-standalone"]).await;
    for path in [
        "/",
        "/nowhere",
        "/api/products",
        "/api/products/p99",
        "/images/thing-1.svg",
    ] {
        shop.get(path).await;
    }
    let metrics = shop.get("/metrics").await;
    assert!(metrics.header("content-type").starts_with("text/plain; version=0.0.4"));
    for line in [
        "shop_requests_total{kind=\"api\",status=\"2xx\"} 1\n",
        "shop_requests_total{kind=\"api\",status=\"4xx\"} 1\n",
        "shop_requests_total{kind=\"page\",status=\"2xx\"} 1\n",
        "shop_requests_total{kind=\"page\",status=\"4xx\"} 1\n",
        "# TYPE tarn_render_total counter\n",
    ] {
        assert!(metrics.text().contains(line), "{line} in {}", metrics.text());
    }
    let through_a_proxy = shop.get_with("/metrics", "x-forwarded-for", "192.0.2.1").await;
    assert_eq!((through_a_proxy.status, through_a_proxy.bytes.len()), (404, 0));
}
