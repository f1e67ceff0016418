//! Styles of rendered pages.

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};
use tarn_origin::{Origin, Security};

use crate::fake_renderer::FakeRenderer;
use crate::rendered_pages::{api, dist};
use crate::test_site::{Answer, Dist, TestSite};

const OF_HOST: &str = "a{background:url(../images/a.svg)}";
const OF_REMOTE: &str = ".notes{color:red}";

/// The `remote.json` of a build of notes, with this hash of its styles.
fn manifest(build: &str, hash: &str) -> String {
    let (script, style) = (format!("{build}/notes.js"), format!("{build}/notes.css"));
    serde_json::json!({
        "schema": 1, "name": "notes", "version": "1.0.0", "buildId": build, "requires": {}, "exposes": ["Notes"],
        "entry": { "js": script, "css": [style] },
        "integrity": { script: format!("sha384-{}", "j".repeat(64)), style: hash },
    })
    .to_string()
}

fn hash_of(css: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(css)))
}

/// A site below /shop/ with the styles of host and remote.
fn dist_with_styles(deployed: &str) -> Dist {
    let dist = dist();
    dist.write("host/assets/x.css", OF_HOST);
    dist.write("remotes/notes/b1/notes.css", OF_REMOTE);
    dist.write("remotes/notes/remote.json", deployed);
    dist
}

async fn notes(dist: Dist, rendered_by: &str) -> Answer {
    notes_with(dist, rendered_by, Security::default()).await
}

async fn notes_with(dist: Dist, rendered_by: &str, security: Security) -> Answer {
    let renderer = FakeRenderer {
        manifest: rendered_by.to_owned(),
        ..FakeRenderer::default()
    };
    let with = |origin: Origin| {
        origin
            .render_pages(renderer)
            .base_path("/shop/".parse().unwrap())
            .security(security)
    };
    TestSite::open_beside(dist, with, api(Arc::default()))
        .await
        .get("/shop/notes")
        .await
}

fn policy_allows(page: &Answer, css: &str) -> bool {
    let source = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(css)));
    let mut directives = page.header("content-security-policy").split("; ");
    directives.any(|directive| directive.starts_with("style-src ") && directive.contains(&source))
}

#[tokio::test]
async fn styles_are_in_the_page_and_its_policy_allows_them() {
    let manifest = manifest("b1", &hash_of(OF_REMOTE));
    let page = notes(dist_with_styles(&manifest), &manifest).await;
    let of_host = "a{background:url(/shop/images/a.svg)}";
    for style in [
        format!("<style>{of_host}</style>"),
        format!("<style data-rendered-for=\"notes\">{OF_REMOTE}</style>"),
    ] {
        assert_eq!(page.text().matches(&style).count(), 1, "{style}: {}", page.text());
    }
    assert!(!page.text().contains("rel=\"stylesheet\""), "{}", page.text());
    assert!(policy_allows(&page, of_host) && policy_allows(&page, OF_REMOTE));
    assert!(!page.headers.contains_key("link"));
}

#[tokio::test]
async fn a_damaged_style_of_a_remote_is_left_to_the_browser() {
    let manifest = manifest("b1", &hash_of("another"));
    let page = notes(dist_with_styles(&manifest), &manifest).await;
    assert!(!page.text().contains(OF_REMOTE) && !policy_allows(&page, OF_REMOTE));
    assert!(page.text().contains("href=\"/shop/remotes/notes/b1/notes.css\""));
}

#[tokio::test]
async fn the_styles_are_those_of_the_build_that_has_rendered() {
    let deployed = manifest("b1", &hash_of(OF_REMOTE));
    let rendered_by = manifest("b2", &hash_of("another"));
    let page = notes(dist_with_styles(&deployed), &rendered_by).await;
    assert!(!page.text().contains(OF_REMOTE));
    assert!(page.text().contains("href=\"/shop/remotes/notes/b2/notes.css\""));
}

#[tokio::test]
async fn a_policy_of_the_operator_knows_no_hashes_so_styles_stay_links() {
    let manifest = manifest("b1", &hash_of(OF_REMOTE));
    let own = HeaderValue::from_static("style-src 'self'");
    let security = Security::default().header(header::CONTENT_SECURITY_POLICY, own);
    let page = notes_with(dist_with_styles(&manifest), &manifest, security).await;
    assert_eq!(page.text().matches("rel=\"stylesheet\"").count(), 2, "{}", page.text());
    assert!(!page.text().contains("<style"));
}

#[tokio::test]
async fn two_slots_of_a_remote_have_its_styles_once() {
    let manifest = manifest("b1", &hash_of(OF_REMOTE));
    let renderer = FakeRenderer {
        manifest: manifest.clone(),
        slots: 2,
        ..FakeRenderer::default()
    };
    let with = |origin: Origin| origin.render_pages(renderer);
    let page = TestSite::open_beside(dist_with_styles(&manifest), with, api(Arc::default()))
        .await
        .get("/notes")
        .await;
    assert_eq!(page.text().matches(OF_REMOTE).count(), 1, "{}", page.text());
}
