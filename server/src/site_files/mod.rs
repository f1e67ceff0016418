//! Files for search engines, made from the catalogue.

mod robots;
mod sitemap;

use axum::Router;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, header};
use axum::response::IntoResponse;
use axum::routing::get;

use crate::app_state::AppState;
use crate::catalogue::all_products;
use crate::failure::Failure;

/// Crawlers read these files seldom, and a new product may wait for a while.
const CACHE_CONTROL: &str = "public, max-age=600";

/// `/robots.txt` and `/sitemap.xml`. Crawlers read a `robots.txt` at the root of an origin only.
pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(sitemap))
}

async fn robots(State(state): State<AppState>, headers: HeaderMap, extensions: Extensions) -> impl IntoResponse {
    let text = robots::text(&site(&state, &headers, &extensions), state.base_path.as_str());
    file("text/plain; charset=utf-8", text)
}

async fn sitemap(
    State(state): State<AppState>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<impl IntoResponse, Failure> {
    let products = all_products(&state.database).await?;
    let xml = sitemap::xml(&site(&state, &headers, &extensions), &products);
    Ok(file("application/xml", xml))
}

fn file(content_type: &'static str, text: String) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, CACHE_CONTROL),
    ];
    (headers, text)
}

/// Origin and base path of the site, such as `https://shop.example/shop/`.
fn site(state: &AppState, headers: &HeaderMap, extensions: &Extensions) -> String {
    let origin = (state.site_origin)(headers, extensions).unwrap_or_else(|| "http://localhost".to_owned());
    origin + state.base_path.as_str()
}
