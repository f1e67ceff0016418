//! Counts requests by kind and class of status.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tarn_base_path::BasePath;
use tarn_origin::InProcess;

/// A kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A request of a client to the API.
    Api,
    /// A request of this server to its API, for the data of a page.
    DataOfPage,
    /// A page.
    Page,
    /// Anything else.
    File,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Api, Self::DataOfPage, Self::Page, Self::File];

    const fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::DataOfPage => "data_of_page",
            Self::Page => "page",
            Self::File => "file",
        }
    }

    /// The kind of a client's request to this path, by the headers of its answer.
    fn of(path: &str, headers: &HeaderMap) -> Self {
        let is_html = |value: &header::HeaderValue| value.as_bytes().starts_with(b"text/html");
        match path.strip_prefix("/api") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Self::Api,
            _ if headers.get(header::CONTENT_TYPE).is_some_and(is_html) => Self::Page,
            _ => Self::File,
        }
    }
}

/// Statuses from 100 to 599 have five classes.
const CLASSES: usize = 5;

/// The counters. Clones share them.
#[derive(Debug, Clone, Default)]
pub(crate) struct RequestCounts(Arc<[[AtomicU64; CLASSES]; Kind::ALL.len()]>);

impl RequestCounts {
    fn add(&self, kind: Kind, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100) - 1;
        if let Some(count) = self.0[kind as usize].get(class) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Writes the counters that are not 0.
    pub(super) fn write(&self, out: &mut String) {
        out.push_str("# HELP shop_requests_total Answered requests.\n# TYPE shop_requests_total counter\n");
        for kind in Kind::ALL {
            for (count, class) in self.0[kind as usize].iter().zip(1..) {
                let count = count.load(Ordering::Relaxed);
                if count > 0 {
                    // Writing to a text cannot fail.
                    let _ = writeln!(
                        out,
                        "shop_requests_total{{kind=\"{}\",status=\"{class}xx\"}} {count}",
                        kind.name()
                    );
                }
            }
        }
    }
}

/// Counts the requests of clients to a site below this base path.
pub(crate) async fn count_requests(
    State((counts, base)): State<(RequestCounts, BasePath)>,
    request: Request,
    next: Next,
) -> Response {
    let path = base
        .strip(request.uri().path())
        .unwrap_or(request.uri().path())
        .to_owned();
    let response = next.run(request).await;
    counts.add(Kind::of(&path, response.headers()), response.status());
    response
}

/// Counts the requests of this server to its own API.
pub(crate) async fn count_data_of_pages(State(counts): State<RequestCounts>, request: Request, next: Next) -> Response {
    let is_in_process = request.extensions().get::<InProcess>().is_some();
    let response = next.run(request).await;
    if is_in_process {
        counts.add(Kind::DataOfPage, response.status());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_lines_with_labels() {
        let counts = RequestCounts::default();
        counts.add(Kind::Page, StatusCode::OK);
        counts.add(Kind::Page, StatusCode::OK);
        counts.add(Kind::Api, StatusCode::NOT_FOUND);
        let mut text = String::new();
        counts.write(&mut text);
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(
            lines,
            [
                "shop_requests_total{kind=\"api\",status=\"4xx\"} 1",
                "shop_requests_total{kind=\"page\",status=\"2xx\"} 2"
            ]
        );
    }

    #[test]
    fn a_request_is_of_the_api_by_its_path_and_a_page_by_its_answer() {
        let headers = |kind: &str| HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())]);
        assert_eq!(Kind::of("/api/products", &headers("text/html")), Kind::Api);
        assert_eq!(Kind::of("/apis", &headers("text/html; charset=utf-8")), Kind::Page);
        assert_eq!(Kind::of("/x.js", &headers("text/javascript")), Kind::File);
        assert_eq!(Kind::of("/", &HeaderMap::new()), Kind::File);
    }
}
