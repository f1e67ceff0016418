//! Rendered pages at addresses that nobody has thought of.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Uri};
use tower::ServiceExt as _;

use crate::fake_renderer::FakeRenderer;
use crate::rendered_pages::{api, dist};
use crate::test_site::origin;

/// Addresses in a test run; `FUZZ_PAGES` sets another number.
const ADDRESSES: u64 = 100_000;

/// Pieces of addresses. Each `<`, quote and line separator that reaches a page must be escaped there.
const PIECES: [&str; 44] = [
    "notes",
    "notes",
    "notes",
    "/",
    "/",
    "/",
    "?",
    "&",
    "=",
    "#",
    "own",
    "plain",
    "api",
    "images",
    "remotes",
    "assets",
    "..",
    ".",
    "%2e",
    "%2F",
    "%5C",
    "%00",
    "%0D%0A",
    "%",
    "%zz",
    "%ff",
    "%C3%A4",
    "%E2%80%A8",
    "%25",
    "%3C%2Fscript%3E",
    "%3Cscript%3Ezq()",
    "%22%3E%3Czq",
    "\"%3E%3Czq",
    "'%3E%3Czq",
    "%3C/title%3E%3Czq%3E",
    "%3C!--zq",
    "--%3E%3Czq",
    "{}",
    ":id",
    "page=2",
    "index.html",
    "x.js",
    "0123456789abcdef",
    "a~b-c_d.e",
];

/// A small generator of numbers (xorshift), so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn address(&mut self) -> String {
        let mut address = String::from("/");
        for _ in 0..self.below(9) {
            address.push_str(PIECES[self.below(PIECES.len())]);
            if self.below(12) == 0 {
                address.push(char::from(self.below(94) as u8 + 33));
            }
        }
        address
    }
}

/// The mistake in the answer to this address.
async fn mistake(router: Router, address: &str) -> Option<String> {
    let request = Request::get(address)
        .header("host", "shop.example")
        .body(Body::empty())
        .ok()?;
    let response = router.oneshot(request).await.unwrap();
    let status = response.status();
    if status.is_server_error() {
        return Some(format!("status {status}"));
    }
    let is_page = response
        .headers()
        .get("content-type")
        .is_some_and(|kind| kind == "text/html; charset=utf-8");
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let html = String::from_utf8(bytes.to_vec()).ok()?;
    let is_built = !html.contains("data-rendered");
    let counts = [
        ("<zq", 0),
        ("</title>", 1),
        ("<!--", 2),
        ("-->", 2),
        ("<main", 1),
        ("</html>", 1),
    ];
    let wrong = counts.iter().find(|(text, count)| html.matches(text).count() != *count);
    let scripts = (html.matches("<script").count(), html.matches("</script>").count());
    match wrong {
        _ if !is_page || is_built => None,
        Some((text, _)) => Some(format!("{text} in {html}")),
        None if scripts.0 != scripts.1 || scripts.0 > 3 => Some(format!("scripts in {html}")),
        None => None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_breaks_a_page() {
    let dist = dist();
    let router = origin(&dist)
        .render_pages(FakeRenderer::default())
        .host(api(Arc::default()));
    let count = std::env::var("FUZZ_PAGES").map_or(ADDRESSES, |count| count.parse().unwrap());
    let tasks: Vec<_> = (1..=2_u64)
        .map(|seed| {
            let router = router.clone();
            tokio::spawn(async move {
                let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                for _ in 0..count / 2 {
                    let address = numbers.address();
                    if address.parse::<Uri>().is_ok()
                        && let Some(mistake) = mistake(router.clone(), &address).await
                    {
                        panic!("{address}: {mistake}");
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}
