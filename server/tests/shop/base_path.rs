//! The shop below a base path, behind a proxy that keeps or strips the path.

use clap::Parser;
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use serde_json::json;
use server::{Settings, StartError, start};

use crate::test_shop::{Answer, Folders, TestShop, answer, catalogue};

const HASH: &str = "0123456789abcdef";
const PAGE: &str = "<!doctype html><html lang=\"en\"><script>go()</script><link rel=\"stylesheet\" href=\"/assets/x.css\" integrity=\"sha384-x\">";
const PAGE_BELOW_SHOP: &str = "<!doctype html><html data-base-path=\"/shop/\" lang=\"en\"><script>go()</script><link rel=\"stylesheet\" href=\"/shop/assets/x.css\" integrity=\"sha384-x\">";

fn folders() -> Folders {
    let folders = Folders::new();
    folders.write("host/index.html", PAGE);
    folders.write("host/index.html.br", "br of the page at the root");
    folders.write(&format!("host/assets/{HASH}/host_bg.wasm"), "wasm");
    folders.write(&format!("remotes/cart/{HASH}/cart_bg.wasm"), "wasm");
    folders.write("remotes/cart/index.html", PAGE);
    folders.write("remotes/cart/remote.json", "{}");
    folders.write(
        "federation.json",
        r#"{"remotes":{"cart":{"manifests":["/remotes/cart/remote.json"],"pages":["/cart","/product/:id"]}}}"#,
    );
    folders
}

async fn shop() -> TestShop {
    TestShop::open_in(folders(), &["--base-path", "/shop/"]).await
}

#[tokio::test]
async fn files_and_api_answer_with_the_base_path_and_without_it() {
    let shop = shop().await;
    for prefix in ["/shop", ""] {
        for path in [
            "/federation.json",
            "/remotes/cart/remote.json",
            "/api/health",
            "/api/products?page=2",
            "/images/canvas-backpack.svg",
            "/cart",
            "/product/p1",
            "/",
        ] {
            let address = format!("{prefix}{path}");
            assert_eq!(shop.get(&address).await.status, 200, "{address}");
        }
        let unknown = shop.get(&format!("{prefix}/nowhere")).await;
        assert_eq!((unknown.status, unknown.text()), (404, PAGE_BELOW_SHOP));
        assert_eq!(shop.get(&format!("{prefix}/assets/{HASH}/no.js")).await.status, 404);
        shop.get(&format!("{prefix}/api/nothing"))
            .await
            .is_failure(404, "route_unknown");
    }
    let second = shop.get("/shop/api/products?page=2").await.json();
    assert_eq!(second["page"], 2);
}

#[tokio::test]
async fn the_session_cookie_is_for_this_shop_only() {
    let shop = shop().await;
    let challenge = shop.ask_code("1234567").await;
    let login = shop.verify(&challenge, challenge["demoCode"].as_str().unwrap()).await;
    let path = |answer: &Answer| {
        let cookie = answer.header("set-cookie").to_owned();
        let path = cookie.split("; ").find_map(|part| part.strip_prefix("Path="));
        path.unwrap().to_owned()
    };
    assert_eq!(path(&login), "/shop/api/auth");
    let out = answer(shop.request(Method::POST, "/shop/api/auth/logout")).await;
    assert_eq!(path(&out), "/shop/api/auth");
}

#[tokio::test]
async fn a_standalone_remote_stays_at_the_root_of_its_port() {
    let shop = shop().await;
    let cart = shop.server.standalone.iter().find(|place| place.remote == "cart");
    let origin = format!("http://{}", cart.unwrap().address);
    assert_eq!(shop.get_from(&format!("{origin}/cart")).await.text(), PAGE);
    let body = json!({ "phone": "1234567" });
    let client = Client::builder().no_proxy().build().unwrap();
    let code = answer(client.post(format!("{origin}/api/auth/code")).json(&body)).await;
    let challenge = code.json();
    let check = json!({ "challengeId": challenge["challengeId"], "code": challenge["demoCode"] });
    let login = answer(client.post(format!("{origin}/api/auth/verify")).json(&check)).await;
    assert!(login.header("set-cookie").contains("; Path=/api/auth;"));
}

#[tokio::test]
async fn a_base_path_that_is_an_address_of_the_shop_is_refused_at_the_start() {
    let folders = folders();
    for path in [
        "/api/",
        "/assets/v2/",
        "/remotes/",
        "/cart/",
        "/product/",
        "/product/p1/",
    ] {
        let settings = folders.settings(&["--no-standalone", "--base-path", path]);
        match start(&settings, &catalogue()).await {
            Err(StartError::BasePathTaken(taken)) => assert_eq!(taken, path),
            Err(other) => panic!("{path}: {other}"),
            Ok(_) => panic!("{path}: the server started"),
        }
    }
}

#[test]
fn a_base_path_is_parsed_with_and_without_slashes_and_malformed_ones_are_refused() {
    let settings = |path: &str| Settings::try_parse_from(["server", "--base-path", path]);
    for path in ["shop", "/shop", "shop/", "/shop/"] {
        assert_eq!(settings(path).unwrap().base_path.as_str(), "/shop/");
    }
    for path in ["http://localhost/shop/", "/a b/", "/../", "//shop/", "/shop?x=1"] {
        let error = settings(path).unwrap_err().to_string();
        assert!(error.contains("--base-path") && error.contains("/shop/"), "{error}");
    }
}

#[tokio::test]
async fn a_product_has_one_canonical_address_below_the_base_path() {
    let shop = shop().await;
    let client = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
    for (path, expected) in [
        ("/shop/product/P1?from=mail", "/shop/product/p1?from=mail"),
        // A proxy has stripped the base path.
        ("/product/P1", "/shop/product/p1"),
    ] {
        let redirect = answer(client.get(shop.url(path))).await;
        assert_eq!(
            (redirect.status, redirect.header("location")),
            (308, expected),
            "{path}"
        );
    }
    assert_eq!(
        shop.get("/api/products/P1").await.status,
        404,
        "the API has one id for each product"
    );
}
