//! The layers around all routes: a panic is answered, every answer has the security headers, every request is logged.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::middleware::{from_fn, map_response_with_state};
use axum::response::Response;
use tower_http::catch_panic::CatchPanicLayer;

use super::parameters::Parameters;
use super::security::Security;
use super::{access_log, security_headers};

/// The routes inside the layers.
pub(super) fn around(routes: Router, parameters: &Parameters) -> Router {
    let after_panic = parameters.after_panic.clone();
    let security = Arc::new(parameters.security.clone());
    routes
        .layer(CatchPanicLayer::custom(move |cause| after_panic(&message(cause))))
        .layer(map_response_with_state(security, add_security))
        .layer(from_fn(access_log::log))
}

async fn add_security(State(security): State<Arc<Security>>, mut response: Response) -> Response {
    security_headers::add(&security, &mut response);
    response
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

    async fn broken() -> &'static str {
        panic!("the secret is 42")
    }

    #[tokio::test]
    async fn a_panic_is_answered_without_its_message_and_with_the_security_headers() {
        let router = around(Router::new().route("/", get(broken)), &Parameters::new("dist".into()));
        let request = Request::new(Body::empty());
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), 500);
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let body = to_bytes(response.into_body(), 1000).await.unwrap();
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("try again") && !text.contains("42"), "{text}");
    }
}
