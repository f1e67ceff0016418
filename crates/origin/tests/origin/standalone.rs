//! A remote's standalone page, at the root of a port.

use crate::test_site::{Dist, TestSite};

const HASH: &str = "0123456789abcdef";
const FOREVER: &str = "public, max-age=31536000, immutable";

async fn site() -> TestSite {
    let dist = Dist::new();
    dist.write("remotes/cart/index.html", "cart alone<script>go()</script>");
    dist.write("remotes/cart/remote.json", "{}");
    dist.write(&format!("remotes/cart/{HASH}/cart.js"), "import");
    dist.write(&format!("remotes/cart/standalone/{HASH}/page.js"), "page");
    dist.write("devtools/index.js", "export");
    dist.write(&format!("devtools/{HASH}/start.js"), "start");
    TestSite::open_alone(dist, "cart").await
}

#[tokio::test]
async fn a_remote_is_served_at_the_root_beside_the_routes_of_the_server() {
    let site = site().await;
    for path in ["/", "/cart", "/anything/at-all"] {
        let page = site.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().starts_with("cart alone"));
        assert!(page.header("content-security-policy").contains("'sha256-"));
    }
    for (path, kept) in [
        ("/remote.json".to_owned(), "no-cache"),
        (format!("/{HASH}/cart.js"), FOREVER),
        (format!("/standalone/{HASH}/page.js"), FOREVER),
        ("/devtools/index.js".to_owned(), "no-cache"),
        (format!("/devtools/{HASH}/start.js"), FOREVER),
        ("/images/dot.svg".to_owned(), "public, max-age=3600"),
    ] {
        let file = site.get(&path).await;
        assert_eq!((file.status, file.header("cache-control")), (200, kept), "{path}");
    }
    assert_eq!(site.get("/missing.js").await.status, 404);
    assert_eq!(site.get("/api/health").await.text(), "well");
    let unknown = site.get("/api/nothing").await;
    assert_eq!((unknown.status, unknown.text()), (404, "no such route"));
}

#[tokio::test]
async fn a_remote_that_is_not_built_is_a_404() {
    let site = TestSite::open_alone(Dist::new(), "auth").await;
    assert_eq!(site.get("/").await.status, 404);
}

#[tokio::test]
async fn a_host_on_this_machine_may_load_a_standalone_remote() {
    let site = site().await;
    for path in ["/remote.json", "/0123456789abcdef/cart.js"] {
        let shared = site.get_with(path, "origin", "http://localhost:4000").await;
        assert_eq!(shared.header("access-control-allow-origin"), "http://localhost:4000");
        assert!(shared.headers.get_all("vary").iter().any(|vary| vary == "origin"));
        let foreign = site.get_with(path, "origin", "http://evil.example").await;
        assert_eq!(foreign.header("access-control-allow-origin"), "");
    }
    let page = site.get_with("/", "origin", "http://localhost:4000").await;
    assert_eq!(page.header("access-control-allow-origin"), "");
}
