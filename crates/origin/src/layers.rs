//! The layers around all routes: a panic is answered, every answer has the security headers, every request is logged.

use std::any::Any;

use axum::Router;
use axum::middleware::{from_fn, map_response};
use tower_http::catch_panic::CatchPanicLayer;

use super::parameters::AfterPanic;
use super::{access_log, security_headers};

/// The routes inside the layers.
pub(super) fn around(routes: Router, after_panic: AfterPanic) -> Router {
    routes
        .layer(CatchPanicLayer::custom(move |cause| after_panic(&message(cause))))
        .layer(map_response(security_headers::add))
        .layer(from_fn(access_log::log))
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands over the box")]
fn message(cause: Box<dyn Any + Send>) -> String {
    let words = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied());
    words.unwrap_or("panic without a message").to_owned()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::extract::Request;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;
    use crate::parameters::Parameters;

    async fn broken() -> &'static str {
        panic!("the secret is 42")
    }

    #[tokio::test]
    async fn a_panic_is_answered_without_its_message_and_with_the_security_headers() {
        let after_panic = Parameters::new("dist".into()).after_panic;
        let router = around(Router::new().route("/", get(broken)), after_panic);
        let request = Request::new(Body::empty());
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), 500);
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let body = to_bytes(response.into_body(), 1000).await.unwrap();
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("try again") && !text.contains("42"), "{text}");
    }
}
