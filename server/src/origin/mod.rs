//! The origin of the built apps: the host's, and each standalone remote's.

mod accepted_encoding;
mod access_log;
mod below_base_path;
mod canonical_address;
mod content_type;
mod demo_mark;
mod dictionary;
mod dist_answer;
mod dist_file;
mod etag;
mod federation_file;
mod file_response;
mod host_origin;
mod inline_code;
mod pictures;
mod request_path;
mod security_headers;
mod standalone_origin;

use std::any::Any;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, map_response};
use axum::response::{IntoResponse, Response};
use tarn_base_path::BasePath;
use tower_http::catch_panic::CatchPanicLayer;

use crate::api;
use crate::app_state::AppState;
use crate::failure::Failure;
use crate::start_error::StartError;

/// All routes of the shop's port.
pub(crate) fn host_router(state: &AppState, dist: &Path) -> Router {
    let dist: Arc<Path> = dist.into();
    let (base, is_demo) = (state.base_path.clone(), state.demo);
    let routes = api::router(state)
        .fallback(move |request| host_origin::answer(dist.clone(), base.clone(), is_demo, request))
        .with_state(state.clone());
    with_safety(below_base_path::nest(routes, &state.base_path))
}

/// All routes of a standalone remote's port.
pub(crate) fn standalone_router(state: &AppState, dist: &Path, remote: &str) -> Router {
    let (dist, remote): (Arc<Path>, Arc<str>) = (dist.into(), remote.into());
    let is_demo = state.demo;
    let routes = api::router(state)
        .fallback(move |request| standalone_origin::answer(dist.clone(), remote.clone(), is_demo, request))
        .with_state(state.clone());
    with_safety(routes)
}

/// Refuses a base path that is also an address of the shop, or a prefix of one: behind a proxy that strips the base path, a
/// request for it would be ambiguous.
///
/// # Errors
/// [`StartError::BasePathTaken`].
pub(crate) async fn refuse_taken_base_path(base: &BasePath, dist: &Path) -> Result<(), StartError> {
    let segments: Vec<_> = base.as_str().split('/').filter(|segment| !segment.is_empty()).collect();
    let is_folder = segments
        .first()
        .is_some_and(|first| request_path::FOLDERS.contains(first));
    let is_page = !segments.is_empty() && federation_file::read(dist).await.has_page_below(base.as_str());
    match is_folder || is_page {
        true => Err(StartError::BasePathTaken(base.as_str().to_owned())),
        false => Ok(()),
    }
}

fn with_safety(routes: Router) -> Router {
    routes
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(map_response(security_headers::add))
        .layer(from_fn(access_log::log))
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands over the box")]
fn after_panic(cause: Box<dyn Any + Send>) -> Response {
    let words = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("panic without a message");
    Failure::internal(&words).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::extract::Request;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn broken() -> &'static str {
        panic!("the secret is 42")
    }

    #[tokio::test]
    async fn a_panic_is_answered_without_its_message_and_with_the_security_headers() {
        let router = with_safety(Router::new().route("/", get(broken)));
        let request = Request::new(Body::empty());
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), 500);
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let body = to_bytes(response.into_body(), 1000).await.unwrap();
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("\"internal\"") && !text.contains("42"), "{text}");
    }
}
