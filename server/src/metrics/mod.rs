//! Counters for monitoring, in the text format of Prometheus. They contain nothing of a user.

mod access;
mod request_counts;
mod text;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tarn_render::Renderers;

pub(crate) use request_counts::{RequestCounts, count_data_of_pages, count_requests};

/// What is counted.
#[derive(Clone)]
pub(crate) struct Metrics {
    pub(crate) requests: RequestCounts,
    /// `None` if pages are rendered in browsers only.
    pub(crate) renderers: Option<Renderers>,
}

/// `/metrics`, for programs on this machine.
pub(crate) fn router(metrics: Metrics) -> Router {
    Router::new().route("/metrics", get(read)).with_state(metrics)
}

async fn read(State(metrics): State<Metrics>, request: Request) -> Response {
    if !access::is_local(request.headers(), request.extensions()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut out = String::new();
    metrics.requests.write(&mut out);
    if let Some(renderers) = &metrics.renderers {
        text::write_rendering(&mut out, &renderers.metrics());
    }
    let headers = [
        (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, out).into_response()
}
