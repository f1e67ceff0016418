//! The pages of the shop, and its pictures.

use crate::test_shop::{Folders, HOST_PAGE, TestShop, answer};

#[tokio::test]
async fn every_route_is_the_hosts_page() {
    let folders = Folders::new();
    folders.write("federation.json", include_str!("../../../host/federation.json"));
    let shop = TestShop::open_in(folders, &["--no-standalone"]).await;
    for path in [
        "/",
        "/index.html",
        "/login",
        "/products",
        "/products?page=2",
        "/product/p1",
        "/cart",
        "/cart/",
        "/checkout",
        "/checkout/payment",
        "/bag",
        "/orders",
        "/orders/7K3M",
        "/account",
    ] {
        let page = shop.get(path).await;
        assert_eq!((page.status, page.text()), (200, HOST_PAGE), "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    }
    for path in ["/nowhere", "/product", "/product/p1/more", "/checkout/other"] {
        let page = shop.get_with(path, "if-none-match", "*").await;
        assert_eq!((page.status, page.text()), (404, HOST_PAGE), "{path}");
    }
    // Unknown and malformed names, as from a mistyped link.
    let endless = format!("/product/{}", "x".repeat(3000));
    assert_eq!(shop.get(&endless).await.text(), HOST_PAGE);
    assert_eq!(shop.get("/product/a.b").await.text(), HOST_PAGE);
    for path in ["/product/%00", "/product/%ff", "/product/a%2Fb", "/product/a:b"] {
        let page = shop.get(path).await;
        assert_eq!((page.status, page.text()), (404, HOST_PAGE), "{path}");
    }
    let brought_along = r#"{"remotes": {"wishlist": {"manifests": ["/remotes/wishlist/remote.json"], "routes": [{"path": "/nowhere", "component": "WishlistPage"}]}}}"#;
    shop.folders.write("federation.json", brought_along);
    assert_eq!(
        shop.get("/nowhere").await.status,
        200,
        "a remote has this page in its routes"
    );
}

#[tokio::test]
async fn every_product_has_its_picture() {
    let folders = Folders::new();
    let settings = folders.settings(&["--no-standalone"]);
    let server = server::start(&settings, server::embedded_catalogue()).await.unwrap();
    let products: serde_json::Value = serde_json::from_str(server::embedded_catalogue()).unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for product in products.as_array().unwrap() {
        let image = product["image"].as_str().unwrap();
        let url = format!("http://{}{image}", server.address);
        let picture = answer(client.get(&url)).await;
        assert_eq!(picture.status, 200, "{image}");
        assert_eq!(picture.header("content-type"), "image/svg+xml");
        assert_eq!(picture.header("cache-control"), "public, max-age=3600");
        let again = answer(client.get(&url).header("if-none-match", picture.header("etag"))).await;
        assert_eq!(again.status, 304);
    }
    server.stop().await;
}
