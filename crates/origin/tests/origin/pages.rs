//! The host's page, and the parameters of an origin.

use axum::http::{HeaderValue, header};
use tarn_origin::{Directive, OriginError, Security};

use crate::test_site::{Dist, HOST_PAGE, TestSite, origin};

/// Pages of the host, of a remote in it, and of a remote that brings its own.
const FEDERATION: &str = r#"{"remotes":{
    "cart":{"manifests":["/remotes/cart/remote.json"],"pages":["/cart"]},
    "notes":{"manifests":["/remotes/notes/remote.json"],"routes":[{"path":"/notes/:id","component":"NotePage"}]}
}}"#;

fn dist() -> Dist {
    let dist = Dist::new();
    dist.write("federation.json", FEDERATION);
    dist
}

#[tokio::test]
async fn every_page_is_the_hosts_page_with_the_manifest_of_its_remote() {
    let site = TestSite::open_with(dist(), |origin| origin.host_pages(["/about", "/help/:topic"])).await;
    for (path, manifest) in [
        ("/", ""),
        ("/index.html", ""),
        ("/about", ""),
        ("/help/a.b", ""),
        ("/cart/", "remote;desc=\"/remotes/cart/remote.json\""),
        ("/notes/7", "remote;desc=\"/remotes/notes/remote.json\""),
        ("/notes/a.b?x=1", "remote;desc=\"/remotes/notes/remote.json\""),
    ] {
        let page = site.get(path).await;
        assert_eq!((page.status, page.text()), (200, HOST_PAGE), "{path}");
        assert_eq!(page.header("server-timing"), manifest, "{path}");
    }
}

#[tokio::test]
async fn an_address_that_is_no_page_is_the_hosts_page_with_status_404() {
    let site = TestSite::open(dist()).await;
    for path in [
        "/about",
        "/notes",
        "/notes/7/more",
        "/notes/%00",
        "/notes/a%2Fb",
        "/%ff",
    ] {
        let page = site.get_with(path, "if-none-match", "*").await;
        assert_eq!((page.status, page.text()), (404, HOST_PAGE), "{path}");
    }
}

#[tokio::test]
async fn addresses_below_a_folder_of_the_server_are_its_own_in_every_spelling() {
    let site = TestSite::open(dist()).await;
    for path in ["/api", "/api/nothing", "//api/health", "/%61pi/health"] {
        let unknown = site.get(path).await;
        assert_eq!((unknown.status, unknown.text()), (404, "no such route"), "{path}");
    }
}

#[tokio::test]
async fn an_embedded_picture_is_cached_for_an_hour_and_runs_no_scripts() {
    let site = TestSite::open(dist()).await;
    let picture = site.get("/images/dot.svg").await;
    assert_eq!((picture.status, picture.text()), (200, "<svg/>"));
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert_eq!(picture.header("cache-control"), "public, max-age=3600");
    assert!(picture.header("content-security-policy").contains("sandbox"));
    let again = site
        .get_with("/images/dot.svg", "if-none-match", picture.header("etag"))
        .await;
    assert_eq!(again.status, 304);
    for path in ["/images", "/images/none.svg", "/images/a/dot.svg"] {
        assert_eq!(site.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn an_edited_page_is_sent_uncompressed_and_its_scripts_are_allowed() {
    let dist = dist();
    dist.write("host/index.html.br", "br of the page as built");
    let edit = |html: String| html.replace("go()", "alert('Hello, world.');");
    let site = TestSite::open_with(dist, |origin| origin.edit_pages(edit)).await;
    let page = site.get_with("/", "accept-encoding", "br").await;
    assert_eq!(page.header("content-encoding"), "");
    assert_eq!(page.text(), HOST_PAGE.replace("go()", "alert('Hello, world.');"));
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"),
        "{policy}"
    );
}

#[tokio::test]
async fn an_address_that_is_not_canonical_redirects() {
    let rule = |segments: &[&str]| match segments {
        ["notes", id] if id.contains(' ') => Some(vec!["notes".to_owned(), id.replace(' ', "-")]),
        _ => None,
    };
    let site = TestSite::open_with(dist(), |origin| origin.canonical_addresses(rule)).await;
    let redirect = site.get("/notes/a%20b?x=1").await;
    assert_eq!((redirect.status, redirect.header("location")), (308, "/notes/a-b?x=1"));
    assert_eq!(site.get("/notes/a-b").await.status, 200);
}

#[tokio::test]
async fn pages_and_answers_have_the_given_security() {
    let security = Security::default()
        .allow(Directive::Image, "https://pictures.example")
        .unwrap()
        .header(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=60"),
        )
        .header(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let site = TestSite::open_with(dist(), |origin| origin.security(security)).await;
    for path in ["/", "/federation.json", "/api/health", "/missing.js"] {
        let answer = site.get(path).await;
        assert_eq!(answer.header("strict-transport-security"), "max-age=60", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
    let page = site.get("/").await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("; img-src 'self' data: https://pictures.example;"),
        "{policy}"
    );
}

#[tokio::test]
async fn a_folder_without_a_built_host_is_refused() {
    let dist = dist();
    assert_eq!(origin(&dist).check().await, Ok(()));
    std::fs::remove_file(dist.path().join("host/index.html")).unwrap();
    let refused = origin(&dist).check().await;
    assert_eq!(refused, Err(OriginError::DistMissing(dist.path().to_owned())));
}
