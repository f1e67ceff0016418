//! The origin of the shop's pages: its pictures, its canonical addresses, and its mark outside of demo mode.

mod canonical_address;
mod demo_mark;

use axum::Router;
use axum::response::IntoResponse;

use crate::api;
use crate::app_state::AppState;
use crate::catalogue::picture;
use crate::failure::Failure;
use crate::settings::Settings;
use tarn_origin::Origin;
use tarn_render::{RenderError, RenderOptions, Renderers};

/// The origin for these settings.
pub(crate) fn of(settings: &Settings) -> Origin {
    let is_demo = settings.demo;
    Origin::new(&settings.dist)
        .base_path(settings.base_path.clone())
        .server_folder("api", || api::route_unknown().into_response())
        .embedded_folder("images", picture)
        .edit_pages(move |html| demo_mark::write(html, is_demo))
        .canonical_addresses(canonical_address::of)
        .after_panic(|message| Failure::internal(&message).into_response())
}

/// The renderers of the built apps; `None` if pages are rendered in browsers only.
pub(crate) fn renderers(settings: &Settings) -> Result<Option<Renderers>, RenderError> {
    let options = RenderOptions {
        cache: Some(settings.data.join("renderers")),
        ..RenderOptions::new(&settings.dist)
    };
    settings.render.then(|| Renderers::new(options)).transpose()
}

/// The API beside an origin.
pub(crate) fn api(state: &AppState) -> Router {
    api::router(state).with_state(state.clone())
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::extract::Request;
    use axum::routing::get;
    use clap::Parser;
    use tower::ServiceExt;

    use super::*;

    async fn broken() -> &'static str {
        panic!("the secret is 42")
    }

    #[tokio::test]
    async fn a_panic_is_answered_in_the_format_of_the_api_without_its_message() {
        let origin = of(&Settings::parse_from(["server"]));
        let router = origin.host(Router::new().route("/api/broken", get(broken)));
        let request = Request::get("/api/broken").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), 500);
        let body = to_bytes(response.into_body(), 1000).await.unwrap();
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("\"internal\"") && !text.contains("42"), "{text}");
    }
}
