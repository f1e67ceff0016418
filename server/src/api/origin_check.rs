//! Pages of other origins may not change anything.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::app_state::AppState;

/// Refuses requests that change something and come from a page of another origin. Browsers name
/// the origin; programs that name none carry no shopper's cookies.
pub(super) async fn refuse_foreign_origins(
    State(state): State<AppState>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_own(request.headers(), &state.own_ports) {
        return Failure::forbidden(
            "origin_refused",
            "This page may not change anything in the shop. Please open the shop itself.",
        )
        .into_response();
    }
    next.run(request).await
}

fn is_own(headers: &HeaderMap, own_ports: &[u16]) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let Ok(uri) = origin.parse::<Uri>() else {
        return false;
    };
    let (Some("http" | "https"), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return false;
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| host.eq_ignore_ascii_case(authority.as_str())) {
        return true;
    }
    matches!(authority.host(), "localhost" | "127.0.0.1" | "[::1]")
        && authority.port_u16().is_some_and(|port| own_ports.contains(&port))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn own(origin: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("shop.example:4000"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        is_own(&headers, &[4000, 4002])
    }

    #[test]
    fn the_shop_and_its_standalone_remotes_are_own() {
        for origin in [
            None,
            Some("http://shop.example:4000"),
            Some("https://SHOP.example:4000"),
            Some("http://localhost:4002"),
            Some("http://127.0.0.1:4000"),
        ] {
            assert!(own(origin), "{origin:?}");
        }
    }

    #[test]
    fn everybody_else_is_foreign() {
        for origin in [
            "null",
            "http://shop.example",
            "http://shop.example:4001",
            "http://shop.example:4000.evil.example",
            "http://localhost:4003",
            "http://localhost",
            "http://evil.example:4002",
            "ftp://localhost:4002",
            "",
        ] {
            assert!(!own(Some(origin)), "{origin}");
        }
    }
}
