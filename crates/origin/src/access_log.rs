//! One line per request, at log level `debug`.

use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tracing::debug;

/// Logs method, path, status and time. The query is omitted, because it may reveal searches.
pub(super) async fn log(request: Request<Body>, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let ms = start.elapsed().as_millis();
    debug!(%method, path, status = response.status().as_u16(), ms, "answered");
    response
}
