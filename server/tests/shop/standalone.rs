//! Standalone remotes on their own ports.

use serde_json::json;

use crate::test_shop::{Folders, TestShop, answer};

const HASH: &str = "0123456789abcdef";

async fn shop() -> TestShop {
    let folders = Folders::new();
    folders.write("remotes/cart/index.html", "cart alone<script>go()</script>");
    folders.write("remotes/cart/remote.json", "{}");
    folders.write(&format!("remotes/cart/{HASH}/cart.js"), "import");
    folders.write("devtools/index.js", "export");
    folders.write(&format!("devtools/{HASH}/start.js"), "start");
    folders.write("remotes/wishlist/index.html", "wishlist alone");
    TestShop::open_in(folders, &[]).await
}

fn base(shop: &TestShop, remote: &str) -> String {
    let mut standalone = shop.server.standalone.iter();
    let found = standalone.find(|standalone| standalone.remote == remote);
    format!("http://{}", found.unwrap().address)
}

#[tokio::test]
async fn every_remote_has_a_port_even_an_added_one() {
    let shop = shop().await;
    let standalone = &shop.server.standalone;
    let names: Vec<_> = standalone.iter().map(|s| s.remote.as_str()).collect();
    assert_eq!(names, ["auth", "cart", "products", "orders", "account", "wishlist"]);
}

#[tokio::test]
async fn a_remote_is_served_at_the_root_with_the_api_beside_it() {
    let shop = shop().await;
    let cart = base(&shop, "cart");
    for path in ["/", "/cart", "/anything/at-all"] {
        let page = shop.get_from(&format!("{cart}{path}")).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().starts_with("cart alone"));
        assert!(page.header("content-security-policy").contains("'sha256-"));
    }
    let file = shop.get_from(&format!("{cart}/{HASH}/cart.js")).await;
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    for (file, kept) in [
        ("index.js".to_owned(), "no-cache"),
        (format!("{HASH}/start.js"), "public, max-age=31536000, immutable"),
    ] {
        let tools = shop.get_from(&format!("{cart}/devtools/{file}")).await;
        assert_eq!((tools.status, tools.header("cache-control")), (200, kept), "{file}");
    }
    assert_eq!(shop.get_from(&format!("{cart}/missing.js")).await.status, 404);
    assert_eq!(
        shop.get_from(&format!("{cart}/api/products/p1")).await.json()["id"],
        "p1"
    );
    shop.get_from(&format!("{cart}/api/nothing"))
        .await
        .is_failure(404, "route_unknown");
    let not_built = shop.get_from(&base(&shop, "auth")).await;
    assert_eq!(not_built.status, 404);
}

#[tokio::test]
async fn a_standalone_page_may_change_data() {
    let shop = shop().await;
    let port = base(&shop, "cart").rsplit_once(':').unwrap().1.to_owned();
    let request = shop
        .request(reqwest::Method::POST, "/api/auth/code")
        .header("origin", format!("http://localhost:{port}"))
        .json(&json!({ "phone": "1234567" }));
    assert_eq!(answer(request).await.status, 200);
}
