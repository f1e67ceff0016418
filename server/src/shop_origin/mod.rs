//! The origin of the shop's pages: its pictures, its canonical addresses, and its mark outside of demo mode.

mod canonical_address;
mod demo_mark;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;

use crate::app_state::AppState;
use crate::catalogue::picture;
use crate::failure::Failure;
use crate::metrics::{Metrics, RequestCounts, count_data_of_pages, count_requests};
use crate::settings::Settings;
use crate::site_origin::SiteOrigin;
use crate::{api, metrics, site_files};
use tarn_manifest::FederationConfig;
use tarn_origin::Origin;
use tarn_render::{RenderError, RenderOptions, Renderers};

/// The origin for these settings.
pub(crate) fn of(settings: &Settings) -> Origin {
    let is_demo = settings.demo;
    let site_origin = SiteOrigin::new(settings);
    Origin::new(&settings.dist)
        .base_path(settings.base_path.clone())
        .server_folder("api", || api::route_unknown().into_response())
        .embedded_folder("images", picture)
        .edit_pages(move |html| demo_mark::write(html, is_demo))
        .canonical_addresses(canonical_address::of)
        .site_origin(move |headers, extensions| site_origin.of(headers, extensions))
        .after_panic(|message| Failure::internal(&message).into_response())
}

/// The renderers of the built apps; `None` if pages are rendered in browsers only.
pub(crate) fn renderers(settings: &Settings) -> Result<Option<Renderers>, RenderError> {
    let options = RenderOptions {
        cache: Some(
            settings
                .render_cache
                .clone()
                .unwrap_or_else(|| settings.data.join("renderers")),
        ),
        memo: u64::from(settings.render_memo_mib) << 20,
        ..RenderOptions::new(&settings.dist)
    };
    settings.render.then(|| Renderers::new(options)).transpose()
}

/// Loads the renderers of all apps, so that the first shoppers need not wait for it.
pub(crate) fn warm(renderers: &Renderers, settings: &Settings) {
    let (renderers, file) = (renderers.clone(), settings.dist.join("federation.json"));
    tokio::spawn(async move {
        let json = tokio::fs::read(file).await.unwrap_or_default();
        // A malformed file is reported by the pages.
        let federation = FederationConfig::from_json(&json).unwrap_or_default();
        let remotes: Vec<_> = federation.remotes.iter().map(|(name, _)| name.to_owned()).collect();
        renderers.warm(&remotes).await;
    });
}

/// The shop: its pages, its API, and what search engines and monitoring ask for.
pub(crate) fn host(origin: Origin, renderers: Option<Renderers>, state: &AppState) -> Router {
    let requests = RequestCounts::default();
    let metrics = Metrics {
        requests: requests.clone(),
        renderers: renderers.clone(),
    };
    let routes = api(state)
        .layer(from_fn_with_state(requests.clone(), count_data_of_pages))
        .merge(site_files::router().with_state(state.clone()))
        .merge(metrics::router(metrics));
    let origin = match renderers {
        Some(renderers) => origin.render_pages(renderers),
        None => origin,
    };
    let counted = (requests, state.base_path.clone());
    origin.host(routes).layer(from_fn_with_state(counted, count_requests))
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
