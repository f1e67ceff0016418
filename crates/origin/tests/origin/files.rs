//! The origin of the built apps.

use reqwest::Method;

use crate::test_site::{Answer, Dist, TestSite, answer, raw};

const HASH: &str = "0123456789abcdef";
const FOREVER: &str = "public, max-age=31536000, immutable";

async fn site() -> TestSite {
    let dist = Dist::new();
    dist.write("secret.txt", "not for the web");
    dist.write(
        "federation.json",
        r#"{"remotes":{},"overrideOrigins":["http://localhost:*"]}"#,
    );
    dist.write("host/favicon.svg", "<svg/>");
    for (path, content) in [
        (format!("host/assets/{HASH}/host.js"), "import"),
        (format!("remotes/cart/{HASH}/cart_bg.wasm"), "wasm"),
        ("remotes/cart/remote.json".to_owned(), "{}"),
        (format!("devtools/{HASH}/panel/panel.js"), "panel"),
        ("devtools/index.js".to_owned(), "export"),
    ] {
        dist.write(&path, content);
        dist.write(&format!("{path}.br"), format!("br of {content}"));
    }
    TestSite::open(dist).await
}

fn directive<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .header("content-security-policy")
        .split("; ")
        .find_map(|directive| directive.strip_prefix(name)?.strip_prefix(' '))
        .unwrap()
}

#[tokio::test]
async fn hashed_files_are_cached_for_ever_and_compressed() {
    let site = site().await;
    let with_deltas = "accept-encoding, available-dictionary";
    for (path, content_type, content, vary) in [
        (
            format!("/assets/{HASH}/host.js"),
            "text/javascript; charset=utf-8",
            "import",
            with_deltas,
        ),
        (
            format!("/remotes/cart/{HASH}/cart_bg.wasm"),
            "application/wasm",
            "wasm",
            with_deltas,
        ),
        (
            format!("/devtools/{HASH}/panel/panel.js"),
            "text/javascript; charset=utf-8",
            "panel",
            "accept-encoding",
        ),
    ] {
        let compressed = site.get_with(&path, "accept-encoding", "gzip, br").await;
        assert_eq!(compressed.header("content-encoding"), "br");
        assert_eq!(compressed.text(), format!("br of {content}"));
        let plain = site.get_with(&path, "accept-encoding", "gzip").await;
        assert_eq!(plain.header("content-encoding"), "");
        assert_eq!(plain.text(), content);
        for answer in [compressed, plain] {
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("cache-control"), FOREVER);
            assert_eq!(answer.header("content-type"), content_type);
            assert_eq!(answer.header("vary"), vary);
        }
    }
}

#[tokio::test]
async fn files_that_may_change_are_revalidated() {
    let site = site().await;
    for path in [
        "/",
        "/federation.json",
        "/remotes/cart/remote.json",
        "/devtools/index.js",
        "/favicon.svg",
    ] {
        let first = site.get(path).await;
        assert_eq!((first.status, first.header("cache-control")), (200, "no-cache"));
        let tag = first.header("etag");
        let again = site.get_with(path, "if-none-match", tag).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), tag);
        let other = site.get_with(path, "if-none-match", "\"other\"").await;
        assert_eq!(other.status, 200);
    }
}

#[tokio::test]
async fn a_new_deployment_is_served_at_once() {
    let site = site().await;
    let path = "/remotes/cart/remote.json";
    let first = site.get(path).await;
    std::thread::sleep(std::time::Duration::from_millis(20));
    // Only the plain file changes, so its compressed form is stale.
    site.dist.write("remotes/cart/remote.json", "{\"new\":1}");
    let again = answer(
        site.request(Method::GET, path)
            .header("accept-encoding", "br")
            .header("if-none-match", first.header("etag")),
    )
    .await;
    assert_eq!((again.status, again.text()), (200, "{\"new\":1}"));
    std::fs::remove_file(site.dist.path().join("remotes/cart/remote.json")).unwrap();
    assert_eq!(site.get(path).await.status, 404);
}

#[tokio::test]
async fn a_missing_asset_is_a_short_404() {
    let site = site().await;
    for path in [
        "/missing.js",
        "/assets/",
        "/assets/fedcba9876543210/host.js",
        "/assets/0123456789abcdef",
        "/assets/0123456789abcdef/host.js.br",
        "/remotes/cart/0123456789abcdef/cart_bg.wasm.ba7816bf8f01cfea.dcz",
        "/remotes/cart",
        "/remotes/wishlist/remote.json",
        "/remotes/cart/remote.json/more",
        "/devtools/none.js",
        "/images/none.svg",
        "/images",
        "/login.html",
    ] {
        let missing = site.get(path).await;
        assert_eq!(missing.status, 404, "{path}");
        assert_eq!(missing.header("content-type"), "text/plain; charset=utf-8", "{path}");
        assert!(missing.bytes.len() < 100);
    }
}

#[tokio::test]
async fn nothing_outside_of_the_built_apps_is_served() {
    let site = site().await;
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.txt"), "not for the web").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        outside.path().join("secret.txt"),
        site.dist.path().join("host/link.txt"),
    )
    .unwrap();
    for path in [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/0123456789abcdef/..%2f..%2f..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/remotes/../secret.txt",
        "/remotes/%2e%2e/secret.txt",
        "//secret.txt",
        "/link.txt",
        "/.hidden",
        "http://x/../secret.txt",
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        let answer = raw(&site, &request).await;
        let status = answer.split(' ').nth(1).unwrap();
        assert!(["400", "404"].contains(&status), "{path}: {answer}");
        assert!(!answer.contains("not for the web"), "{path}");
    }
}

#[tokio::test]
async fn files_answer_head_and_cannot_be_written() {
    let site = site().await;
    let path = format!("/assets/{HASH}/host.js");
    let head = answer(site.request(Method::HEAD, &path)).await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
    assert_eq!(head.header("content-length"), "6");
    let post = answer(site.request(Method::POST, &path)).await;
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
}

#[tokio::test]
async fn the_page_allows_its_own_inline_script_and_the_override_origins() {
    let site = site().await;
    let page = site.get("/").await;
    // echo -n 'go()' | openssl dgst -sha256 -binary | base64
    let hash = "'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='";
    assert_eq!(
        directive(&page, "script-src"),
        format!("'self' 'wasm-unsafe-eval' {hash} http://localhost:*")
    );
    assert_eq!(directive(&page, "connect-src"), "'self' http://localhost:*");
    assert_eq!(directive(&page, "style-src"), "'self' http://localhost:*");
    assert_eq!(directive(&page, "object-src"), "'none'");
    assert_eq!(directive(&page, "frame-ancestors"), "'none'");

    site.dist.write("federation.json", "{ malformed");
    let page = site.get("/").await;
    assert_eq!((page.status, directive(&page, "connect-src")), (200, "'self'"));

    let elsewhere = r#"{"remotes": {"cart": {"manifests": ["/remotes/cart/remote.json", "https://cdn.example/cart/remote.json"]}}}"#;
    site.dist.write("federation.json", elsewhere);
    let page = site.get("/").await;
    for name in ["script-src", "style-src", "connect-src"] {
        assert!(directive(&page, name).ends_with(" https://cdn.example"), "{name}");
    }
}

#[tokio::test]
async fn every_answer_has_the_security_headers_and_documents_have_a_policy() {
    let site = site().await;
    let is_document = |path: &str| ["/", "/favicon.svg"].contains(&path);
    for path in [
        "/",
        "/favicon.svg",
        "/api/health",
        "/api/nothing",
        "/missing.js",
        "/federation.json",
        "/assets/0123456789abcdef/host.js",
        "/remotes/cart/0123456789abcdef/cart_bg.wasm",
    ] {
        let answer = site.get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(!answer.header("permissions-policy").is_empty());
        if is_document(path) {
            assert!(!directive(&answer, "script-src").contains("unsafe-inline"));
        } else {
            assert_eq!(answer.header("content-security-policy"), "", "{path}");
        }
    }
}
