//! Pages with the HTML of renderers.

use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, RawQuery, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use reqwest::Method;
use tarn_origin::{InProcess, Origin};
use tokio::sync::Semaphore;

use crate::fake_renderer::FakeRenderer;
use crate::test_site::{Answer, Dist, TestSite, answer, raw};

const PAGE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>As built</title>\
    <meta name=\"description\" content=\"As built\"><link rel=\"stylesheet\" href=\"/assets/x.css\"><script>go()</script></head>\
    <body><noscript>No scripts</noscript></body></html>";

pub(crate) const FEDERATION: &str = r#"{"remotes":{
    "notes":{"manifests":["/remotes/notes/remote.json"],"pages":["/notes","/notes/:id","/plain"],
        "data":{"/notes":"/api/notes","/notes/:id":"/api/notes/:id"}},
    "own":{"manifests":["/remotes/own/remote.json"],"routes":[{"path":"/own","component":"OwnPage"}]}
}}"#;

pub(crate) fn dist() -> Dist {
    let dist = Dist::new();
    dist.write("host/index.html", PAGE);
    dist.write("host/index.html.br", "br of the page as built");
    dist.write("federation.json", FEDERATION);
    dist
}

/// An API whose answers about notes depend on the id.
pub(crate) fn api(calls: Arc<AtomicUsize>) -> Router {
    const JSON: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/json")];
    let list = move |RawQuery(query): RawQuery, request: Request| async move {
        calls.fetch_add(1, Ordering::Relaxed);
        let is_plain = request.extensions().get::<InProcess>().is_some() && !request.headers().contains_key("cookie");
        (
            JSON,
            serde_json::json!({ "query": query, "isPlain": is_plain }).to_string(),
        )
    };
    let one = |Path(id): Path<String>| async move {
        match id.as_str() {
            "missing" => (StatusCode::NOT_FOUND, JSON, r#"{"error":"</script><!--"}"#.to_owned()).into_response(),
            "gone" => (StatusCode::GONE, JSON, "{}".to_owned()).into_response(),
            "broken" => (StatusCode::INTERNAL_SERVER_ERROR, JSON, "{}".to_owned()).into_response(),
            "text" => "no JSON".into_response(),
            "half" => (JSON, r#"{"a":"#.to_owned()).into_response(),
            "large" => (JSON, format!("\"{}\"", "x".repeat(1 << 20))).into_response(),
            "slow" => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                (JSON, "{}".to_owned()).into_response()
            }
            id => (
                JSON,
                serde_json::json!({ "id": id, "hostile": "</script><!--\u{2028}" }).to_string(),
            )
                .into_response(),
        }
    };
    Router::new()
        .route("/api/notes", get(list))
        .route("/api/notes/{id}", get(one))
}

async fn open(renderer: FakeRenderer) -> TestSite {
    open_with(renderer, |origin| origin).await
}

async fn open_with(renderer: FakeRenderer, parameters: impl FnOnce(Origin) -> Origin) -> TestSite {
    let with = |origin: Origin| parameters(origin.render_pages(renderer));
    TestSite::open_beside(dist(), with, api(Arc::default())).await
}

/// The data that the page has for its scripts.
fn data(page: &Answer) -> serde_json::Value {
    let text = page.text().split("id=\"tarn-data\">").nth(1).unwrap();
    let json = text.split("</script>").next().unwrap();
    assert!(!json.contains(['<', '\u{2028}']), "{json}");
    serde_json::from_str(json).unwrap()
}

#[tokio::test]
async fn a_page_has_shell_remote_head_and_data() {
    let site = open(FakeRenderer::default()).await;
    let page = site.get("/notes").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let order = [
        "<html data-rendered lang=\"en\">",
        "href=\"/assets/x.css\"",
        "<title>Notes  · Site</title>",
        "<link rel=\"canonical\" href=\"http://127.0.0.1:",
        "</head>",
        "<body><!--[--><main data-at=\"/notes\"><section data-rendered=\"server\"><p>{",
        "</section><a href=\"/notes\">All</a></main><!--]--><template id=\"tarn-content-end\"></template><script type=\"application/json\" id=\"tarn-data\">",
        "<noscript>",
    ];
    let mut rest = page.text();
    for part in order {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("{part} is missing or misplaced in {}", page.text()));
        rest = &rest[at + part.len()..];
    }
    assert!(!page.text().contains("As built"), "{}", page.text());
    assert_eq!(data(&page)["answers"]["/api/notes"]["isPlain"], true);
}

#[tokio::test]
async fn a_page_has_the_manifest_of_the_build_that_has_rendered_it() {
    let manifest = "{\n  \"version\": \"1\",\n  \"buildId\": \"</script>\"\n}\n";
    let renderer = FakeRenderer {
        manifest: manifest.into(),
        ..FakeRenderer::default()
    };
    let page = open(renderer).await.get("/notes").await;
    // As text: the order of its members and a changed `JSON` of other scripts do not matter.
    assert_eq!(
        data(&page)["manifests"],
        serde_json::json!({ "/remotes/notes/remote.json": manifest.trim() })
    );
    // A renderer without builds has none.
    let page = open(FakeRenderer::default()).await.get("/notes").await;
    assert_eq!(data(&page)["manifests"], serde_json::json!({}));
}

#[tokio::test]
async fn a_remote_in_two_slots_has_one_manifest() {
    let two = |manifest: &str| FakeRenderer {
        slots: 2,
        manifest: manifest.into(),
        ..FakeRenderer::default()
    };
    let same = open(two("{\"buildId\":\"b1\"}")).await.get("/notes").await;
    assert_eq!(same.text().matches("data-rendered=\"server\"").count(), 2);
    assert_eq!(same.text().matches("/remotes/notes/remote.json").count(), 1);
    // A deployment between the two: the page mounts the build of the first, so the second comes with its skeleton.
    let other = open(two("{\"buildId\":\"b{call}\"}")).await.get("/notes").await;
    assert_eq!(other.text().matches("data-rendered=\"server\"").count(), 1);
    assert_eq!(other.text().matches(">skeleton<").count(), 1);
    assert_eq!(
        data(&other)["manifests"],
        serde_json::json!({ "/remotes/notes/remote.json": "{\"buildId\":\"b0\"}" })
    );
}

#[tokio::test]
async fn the_shell_of_another_build_is_not_put_into_the_page() {
    let site = |build: &str| {
        open(FakeRenderer {
            build: build.into(),
            ..FakeRenderer::default()
        })
    };
    assert!(
        site("assets")
            .await
            .get("/notes")
            .await
            .text()
            .contains("data-rendered")
    );
    let page = site("b2").await.get("/notes").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<title>As built</title>"), "{}", page.text());
    assert!(!page.text().contains("data-rendered"), "{}", page.text());
}

/// What can be read of the beginning of a compressed text.
fn readable(beginning: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    // The error says that the text has not ended.
    let _ = brotli::Decompressor::new(beginning, 4096).read_to_end(&mut text);
    text
}

#[tokio::test]
async fn the_head_is_there_before_the_remote_is_rendered() {
    for encoding in ["identity", "br"] {
        let gate = Arc::new(Semaphore::new(0));
        let site = open(FakeRenderer {
            gate: Arc::clone(&gate),
            ..FakeRenderer::default()
        })
        .await;
        let request = site.request(Method::GET, "/notes").header("accept-encoding", encoding);
        let mut response = request.send().await.unwrap();
        let mut received = response.chunk().await.unwrap().unwrap().to_vec();
        let text = |bytes: &[u8]| match encoding {
            "br" => String::from_utf8(readable(bytes)).unwrap(),
            _ => String::from_utf8(bytes.to_vec()).unwrap(),
        };
        let head = text(&received);
        assert!(
            head.starts_with("<!doctype html>") && head.contains("<script>go()</script>") && !head.contains("<title>"),
            "{encoding}: {head}"
        );
        gate.add_permits(1);
        while let Some(chunk) = response.chunk().await.unwrap() {
            received.extend(&chunk);
        }
        assert!(text(&received).ends_with("</html>"), "{encoding}");
    }
}

#[tokio::test]
async fn a_compressed_page_is_the_same_page() {
    let site = open(FakeRenderer::default()).await;
    let plain = site.get("/notes/7").await;
    let compressed = site.get_with("/notes/7", "accept-encoding", "br").await;
    assert_eq!(
        (plain.header("content-encoding"), compressed.header("content-encoding")),
        ("", "br")
    );
    assert!(compressed.header("vary").contains("accept-encoding"));
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut compressed.bytes.as_slice(), &mut text).unwrap();
    let without_time = |text: &[u8]| {
        let text = String::from_utf8(text.to_vec()).unwrap();
        let (before, after) = text
            .split_once("{\"at\":")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        before + after.trim_start_matches(|c: char| c.is_ascii_digit())
    };
    assert_eq!(without_time(&text), without_time(&plain.bytes));
}

#[tokio::test]
async fn data_that_depend_on_the_query_are_fetched_when_the_remote_asks() {
    let renderer = FakeRenderer::default();
    let site = open(renderer.clone()).await;
    let page = site.get_with("/notes?page=2", "cookie", "refresh=secret").await;
    assert_eq!(data(&page)["answers"]["/api/notes?page=2"]["query"], "page=2");
    assert_eq!(data(&page)["answers"]["/api/notes?page=2"]["isPlain"], true);
    assert!(page.text().contains("<p>{&quot;"), "{}", page.text());
    assert_eq!(renderer.remote_calls.load(Ordering::Relaxed), 2);
    site.get("/notes").await;
    assert_eq!(
        renderer.remote_calls.load(Ordering::Relaxed),
        3,
        "without a query, one call is enough"
    );
}

#[tokio::test]
async fn an_address_is_fetched_once_for_a_page() {
    let calls = Arc::new(AtomicUsize::new(0));
    let with = |origin: Origin| origin.render_pages(FakeRenderer::default());
    let site = TestSite::open_beside(dist(), with, api(Arc::clone(&calls))).await;
    for (path, expected) in [("/notes", 1), ("/notes?page=2", 2), ("/plain", 2), ("/", 2)] {
        site.get(path).await;
        assert_eq!(calls.load(Ordering::Relaxed), expected, "{path}");
    }
}

#[tokio::test]
async fn a_renderer_gets_no_other_data_than_those_of_the_page() {
    for wanted in [
        "/api/orders",
        "/api/notes/7",
        "/api/notes/../orders",
        "//evil.example/api/notes",
        "\r\n",
    ] {
        let site = open(FakeRenderer {
            wanted: Some(wanted.to_owned()),
            ..FakeRenderer::default()
        })
        .await;
        let page = site.get("/notes?page=2").await;
        assert_eq!(data(&page)["answers"], serde_json::json!({}), "{wanted}");
    }
}

#[tokio::test]
async fn the_status_is_that_of_the_subject() {
    let site = open(FakeRenderer::default()).await;
    for (path, status) in [
        ("/", 200),
        ("/notes/7", 200),
        ("/notes/missing", 404),
        ("/notes/gone", 410),
        ("/notes/missing?x=1", 404),
        ("/notes/broken", 200),
        ("/nowhere", 404),
        ("/notes/%00", 404),
        ("/notes/%ff", 404),
    ] {
        let page = site.get(path).await;
        assert_eq!(page.status, status, "{path}");
        assert!(page.text().contains("<main data-at="), "{path}");
        let head = answer(site.request(Method::HEAD, path)).await;
        assert_eq!((head.status, head.bytes.len()), (status, 0), "{path}");
        assert!(!head.headers.contains_key("content-length"), "{path}");
        assert_eq!(head.header("cache-control"), page.header("cache-control"), "{path}");
        assert_eq!(page.text().contains("rel=\"canonical\""), status == 200, "{path}");
    }
    let missing = site.get("/notes/missing").await;
    assert_eq!(data(&missing)["failures"]["/api/notes/missing"]["status"], 404);
    let of_shell = FakeRenderer {
        status: Some(404),
        ..FakeRenderer::default()
    };
    assert_eq!(open(of_shell).await.get("/").await.status, 404);
}

#[tokio::test]
async fn a_page_without_usable_data_is_not_cached() {
    let site = open(FakeRenderer::default()).await;
    for path in ["/notes/broken", "/notes/text", "/notes/half", "/notes/large"] {
        let page = site.get(path).await;
        assert_eq!((page.status, page.header("cache-control")), (200, "no-cache"), "{path}");
        assert_eq!(data(&page)["answers"], serde_json::json!({}), "{path}");
        assert!(page.text().contains("<p>no notes</p>"), "{path}");
    }
    let page = site.get("/notes/7").await;
    assert!(page.header("cache-control").starts_with("public, max-age=0, s-maxage="));
    assert_eq!(page.header("etag"), "");
    assert_eq!(page.header("set-cookie"), "");
}

#[tokio::test]
async fn an_api_that_does_not_answer_costs_a_page_its_data() {
    let site = open(FakeRenderer::default()).await;
    let page = site.get("/notes/slow").await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-cache"));
    assert!(page.text().contains("<p>no notes</p>"));
}

#[tokio::test]
async fn a_remote_without_html_leaves_its_skeleton() {
    let site = open(FakeRenderer {
        has_remote: false,
        ..FakeRenderer::default()
    })
    .await;
    let page = site.get("/notes/7").await;
    assert!(page.text().contains("<section aria-busy=\"true\">skeleton</section><a"));
    assert!(page.text().contains("<title>/notes/7</title>"), "the shell's title");
    assert_eq!(
        data(&page)["answers"]["/api/notes/7"]["id"],
        "7",
        "the browser gets the data"
    );
}

#[tokio::test]
async fn without_a_shell_the_page_is_sent_as_built() {
    let site = open(FakeRenderer {
        has_shell: false,
        ..FakeRenderer::default()
    })
    .await;
    for path in ["/", "/notes/7"] {
        let page = site.get(path).await;
        assert_eq!((page.status, page.text()), (200, PAGE), "{path}");
        assert!(!page.header("etag").is_empty());
        let compressed = site.get_with(path, "accept-encoding", "br").await;
        assert_eq!(compressed.bytes, b"br of the page as built");
    }
    assert_eq!(site.get("/nowhere").await.status, 404);
    let rendered = open(FakeRenderer::default()).await;
    assert_eq!(
        rendered.get("/own").await.text(),
        PAGE,
        "a page that only its remote knows"
    );
    rendered.dist.write("host/index.html", "<script>no head</script>");
    assert_eq!(rendered.get("/").await.text(), "<script>no head</script>");
}

#[tokio::test]
async fn nothing_of_a_request_or_of_data_ends_its_place() {
    let site = open(FakeRenderer::default()).await;
    for path in [
        "/notes/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/notes/7?%22%3E%3Cscript%3E",
        "/notes/7?\"'--!></title>",
        "/notes/%E2%80%A8%3C!--",
        "/%3C/title%3E%3Cscript%3E",
    ] {
        let page = site.get(path).await;
        let html = page.text();
        assert_eq!(
            html.matches("<script").count(),
            html.matches("</script>").count(),
            "{html}"
        );
        assert!(html.matches("<script").count() <= 3, "{html}");
        assert_eq!(html.matches("</title>").count(), 1, "{html}");
        assert_eq!(html.matches("<!--").count(), 2, "the marks of the shell: {html}");
        data(&page);
    }
    let hostile = raw(
        &site,
        "GET /notes/7 HTTP/1.1\r\nhost: \"><script>\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(
        !hostile.contains("host: \"") && !hostile.contains("\"><script>\""),
        "{hostile}"
    );
}

#[tokio::test]
async fn the_policy_allows_the_inline_scripts_of_the_page() {
    let site = open(FakeRenderer::default()).await;
    let page = site.get("/notes/7").await;
    let policy = page.header("content-security-policy");
    let script = policy
        .split("; ")
        .find(|directive| directive.starts_with("script-src"))
        .unwrap();
    assert_eq!(script.matches("'sha256-").count(), 1, "data need no hash: {policy}");
}

#[tokio::test]
async fn the_first_files_are_named_before_the_page() {
    let dist = dist();
    let [of_script, of_style] = ["j", "c"].map(|c| format!("sha384-{}", c.repeat(64)));
    let manifest = serde_json::json!({
        "schema": 1, "name": "notes", "version": "1.0.0", "buildId": "0123456789abcdef", "requires": {}, "exposes": ["Notes"],
        "entry": { "js": "0123456789abcdef/notes.js", "css": ["0123456789abcdef/notes.css"] },
        "integrity": { "0123456789abcdef/notes.js": of_script, "0123456789abcdef/notes.css": of_style },
    });
    dist.write("remotes/notes/remote.json", manifest.to_string());
    let with = |origin: Origin| {
        origin
            .render_pages(FakeRenderer::default())
            .base_path("/shop/".parse().unwrap())
    };
    let site = TestSite::open_beside(dist, with, api(Arc::default())).await;
    assert_eq!(
        site.get("/shop/").await.header("link"),
        "</shop/assets/x.css>; rel=preload; as=style"
    );
    assert_eq!(
        site.get("/shop/notes").await.header("link"),
        format!(
            "</shop/assets/x.css>; rel=preload; as=style, \
         </shop/remotes/notes/0123456789abcdef/notes.css>; rel=preload; as=style; crossorigin=anonymous; integrity=\"{of_style}\""
        )
    );
}

#[tokio::test]
async fn addresses_are_those_of_the_site() {
    let at = |origin: Origin| {
        origin
            .base_path("/shop/".parse().unwrap())
            .site_origin(|_, _| Some("https://shop.example".into()))
    };
    let site = open_with(FakeRenderer::default(), at).await;
    for path in ["/shop/notes/7", "/notes/7"] {
        let page = site.get(path).await;
        assert!(
            page.text()
                .contains("<link rel=\"canonical\" href=\"https://shop.example/shop/notes/7\">"),
            "{}",
            page.text()
        );
        assert!(
            page.text()
                .contains("<meta property=\"og:image\" content=\"https://shop.example/shop/notes/7\">")
        );
        assert!(
            page.text().contains("<main data-at=\"/notes/7\">") && page.text().contains("<a href=\"/shop/notes\">")
        );
    }
    let compressed = site.get_with("/shop/", "accept-encoding", "gzip").await;
    assert_eq!(compressed.header("content-encoding"), "gzip");
}
