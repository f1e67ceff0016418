//! A site below a base path, behind a proxy that keeps or strips the path.

use tarn_origin::OriginError;

use crate::test_site::{Dist, TestSite, origin};

const HASH: &str = "0123456789abcdef";
const PAGE: &str = "<!doctype html><html lang=\"en\"><script>go()</script><link rel=\"stylesheet\" href=\"/assets/x.css\" integrity=\"sha384-x\">";
const PAGE_BELOW_SHOP: &str = "<!doctype html><html data-base-path=\"/shop/\" lang=\"en\"><script>go()</script><link rel=\"stylesheet\" href=\"/shop/assets/x.css\" integrity=\"sha384-x\">";

fn dist() -> Dist {
    let dist = Dist::new();
    dist.write("host/index.html", PAGE);
    dist.write("host/index.html.br", "br of the page at the root");
    dist.write(&format!("host/assets/{HASH}/host_bg.wasm"), "wasm");
    dist.write(&format!("remotes/cart/{HASH}/cart_bg.wasm"), "wasm");
    dist.write("remotes/cart/remote.json", "{}");
    dist.write(
        "federation.json",
        r#"{"remotes":{"cart":{"manifests":["/remotes/cart/remote.json"],"pages":["/cart","/product/:id"]}}}"#,
    );
    dist
}

async fn below_shop(dist: Dist) -> TestSite {
    TestSite::open_with(dist, |origin| origin.base_path("/shop/".parse().unwrap())).await
}

async fn site() -> TestSite {
    below_shop(dist()).await
}

#[tokio::test]
async fn files_and_routes_answer_with_the_base_path_and_without_it() {
    let site = site().await;
    for prefix in ["/shop", ""] {
        for path in [
            "/federation.json",
            "/remotes/cart/remote.json",
            "/api/health",
            "/images/dot.svg",
            "/cart",
            "/product/p1",
            "/",
        ] {
            let address = format!("{prefix}{path}");
            assert_eq!(site.get(&address).await.status, 200, "{address}");
        }
        let unknown = site.get(&format!("{prefix}/nowhere")).await;
        assert_eq!((unknown.status, unknown.text()), (404, PAGE_BELOW_SHOP));
        assert_eq!(site.get(&format!("{prefix}/assets/{HASH}/no.js")).await.status, 404);
        assert_eq!(site.get(&format!("{prefix}/api/nothing")).await.text(), "no such route");
    }
}

#[tokio::test]
async fn a_base_path_that_is_an_address_of_the_page_is_refused() {
    let dist = dist();
    let checked = async |path: &str| {
        let origin = origin(&dist).host_pages(["/help/:topic"]);
        origin.base_path(path.parse().unwrap()).check().await
    };
    for path in [
        "/api/",
        "/images/",
        "/assets/v2/",
        "/remotes/",
        "/cart/",
        "/product/",
        "/product/p1/",
        "/help/",
        "/help/cats/",
    ] {
        assert_eq!(checked(path).await, Err(OriginError::BasePathTaken(path.to_owned())));
    }
    for path in ["/", "/shop/", "/carts/", "/help/cats/more/"] {
        assert_eq!(checked(path).await, Ok(()), "{path}");
    }
}

#[tokio::test]
async fn a_page_contains_the_base_path_and_its_scripts_are_allowed() {
    let site = site().await;
    for path in ["/shop/", "/shop/cart", "/cart"] {
        let page = site.get(path).await;
        assert_eq!(page.text(), PAGE_BELOW_SHOP);
        // printf 'go()' | openssl dgst -sha256 -binary | base64
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"),
            "{policy}"
        );
    }
}

#[tokio::test]
async fn x_forwarded_prefix_is_ignored() {
    let site = site().await;
    for prefix in ["/shop", "/shop/", "/evil", "https://evil.example/", "/\"><script>"] {
        for path in ["/shop/cart", "/cart"] {
            let page = site.get_with(path, "x-forwarded-prefix", prefix).await;
            assert_eq!((page.status, page.text()), (200, PAGE_BELOW_SHOP), "{prefix}");
        }
    }
}

#[tokio::test]
async fn a_page_is_compressed_and_cached_while_it_is_unchanged() {
    let dist = dist();
    let long = format!("{PAGE}{}", "<p>all the same</p>".repeat(100));
    dist.write("host/index.html", &long);
    let site = below_shop(dist).await;
    let page = site.get_with("/shop/", "accept-encoding", "gzip, br").await;
    assert_eq!(page.header("content-encoding"), "br");
    let mut html = Vec::new();
    brotli::BrotliDecompress(&mut &page.bytes[..], &mut html).unwrap();
    assert!(String::from_utf8(html).unwrap().starts_with(PAGE_BELOW_SHOP));
    let again = site.get_with("/shop/", "if-none-match", page.header("etag")).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
}

#[tokio::test]
async fn the_base_path_without_its_slash_redirects() {
    let site = site().await;
    for (path, expected) in [("/shop", "/shop/"), ("/shop?page=2", "/shop/?page=2")] {
        let redirect = site.get(path).await;
        assert_eq!((redirect.status, redirect.header("location")), (308, expected));
    }
}

#[tokio::test]
async fn a_page_has_the_manifest_of_its_remote_below_the_base_path() {
    let site = site().await;
    let page = site.get("/shop/cart").await;
    assert_eq!(
        page.header("server-timing"),
        "remote;desc=\"/shop/remotes/cart/remote.json\""
    );
}

#[tokio::test]
async fn files_are_dictionaries_for_paths_below_the_base_path() {
    let site = site().await;
    for (path, expected) in [
        (format!("/assets/{HASH}/host_bg.wasm"), "match=\"/shop/*_bg.wasm\""),
        (
            format!("/remotes/cart/{HASH}/cart_bg.wasm"),
            "match=\"/shop/remotes/cart/*_bg.wasm\"",
        ),
    ] {
        for prefix in ["/shop", ""] {
            let file = site.get(&format!("{prefix}{path}")).await;
            assert_eq!(file.header("use-as-dictionary"), expected);
        }
    }
}

#[tokio::test]
async fn a_page_built_for_another_base_path_is_rewritten_for_the_servers() {
    let dist = dist();
    dist.write("host/index.html", PAGE_BELOW_SHOP);
    let site = TestSite::open(dist).await;
    assert_eq!(site.get("/").await.text(), PAGE);
}
