//! A site below a base path. Routes know their own addresses only; this module strips the base path from requests.
//!
//! A proxy in front of the server may keep or strip the base path. Both work: a path with the base path is stripped, any
//! other path counts as stripped. `X-Forwarded-Prefix` is ignored, because every client can send it.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, Version, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tarn_base_path::BasePath;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// Pages are compressed per request, while somebody waits. Higher levels take many times longer and save little.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(5);

/// The routes below the base path.
pub(super) fn nest(routes: Router, base: &BasePath) -> Router {
    if base.is_root() {
        return routes;
    }
    Router::new()
        .fallback_service(routes)
        .layer(from_fn_with_state(base.clone(), enter))
        // The build has compressed only the pages for the root.
        .layer(CompressionLayer::new().quality(COMPRESSION).compress_when(is_page))
}

fn is_page(_: StatusCode, _: Version, headers: &HeaderMap, _: &axum::http::Extensions) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE);
    content_type.is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
}

async fn enter(State(base): State<BasePath>, mut request: Request<Body>, next: Next) -> Response {
    match inside(&base, request.uri()) {
        Some(Inside::At(uri)) => *request.uri_mut() = uri,
        Some(Inside::Redirect(to)) => {
            return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response();
        }
        None => {}
    }
    next.run(request).await
}

#[derive(Debug, PartialEq)]
enum Inside {
    /// The stripped address.
    At(Uri),
    /// The base path without its last slash: relative addresses would not resolve.
    Redirect(HeaderValue),
}

/// The address inside the base path; `None` for a request without it.
fn inside(base: &BasePath, uri: &Uri) -> Option<Inside> {
    let path = base.strip(uri.path())?;
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    if !uri.path().ends_with('/') && path == "/" {
        let to = HeaderValue::try_from(base.as_str().to_owned() + &query).ok()?;
        return Some(Inside::Redirect(to));
    }
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path.to_owned() + &query).ok()?);
    Uri::from_parts(parts).ok().map(Inside::At)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(uri: &str) -> Option<Inside> {
        inside(&"/shop/".parse().unwrap(), &uri.parse().unwrap())
    }

    #[test]
    fn the_base_path_is_stripped_and_the_query_kept() {
        for (uri, expected) in [
            ("/shop/", "/"),
            ("/shop/cart", "/cart"),
            ("/shop/api/products?query=a/b&page=2", "/api/products?query=a/b&page=2"),
            ("/shop/shop/x", "/shop/x"),
            ("/shop//cart", "//cart"),
            ("/shop/?devtools", "/?devtools"),
            ("http://localhost:4000/shop/cart", "http://localhost:4000/cart"),
        ] {
            assert_eq!(at(uri), Some(Inside::At(expected.parse().unwrap())), "{uri}");
        }
    }

    #[test]
    fn a_request_without_the_base_path_is_unchanged() {
        for uri in ["/", "/cart", "/shopping", "/Shop/", "/api/health"] {
            assert_eq!(at(uri), None, "{uri}");
        }
    }

    #[test]
    fn the_base_path_without_its_last_slash_redirects() {
        for (uri, expected) in [("/shop", "/shop/"), ("/shop?page=2", "/shop/?page=2")] {
            let expected = Inside::Redirect(HeaderValue::from_static(expected));
            assert_eq!(at(uri), Some(expected), "{uri}");
        }
    }
}
