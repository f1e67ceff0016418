//! Pages of other origins may not change anything.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::app_state::AppState;

/// What a proxy in front of the shop, such as that of `trunk serve`, says the browser asked for. A foreign page cannot say it:
/// for a header of its own a browser asks first, and nobody here allows it.
const FORWARDED_HOST: &str = "x-forwarded-host";

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
    let is_asked_for = |name: &str| {
        let host = headers.get(name).and_then(|host| host.to_str().ok());
        host.is_some_and(|host| host.eq_ignore_ascii_case(authority.as_str()))
    };
    if is_asked_for(header::HOST.as_str()) || is_asked_for(FORWARDED_HOST) {
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
    fn behind_a_proxy_the_page_that_the_browser_asked_for_is_own_and_no_other() {
        let own = |origin: &'static str| {
            let mut headers = HeaderMap::new();
            for (name, value) in [
                ("host", "localhost"),
                (FORWARDED_HOST, "localhost:5002"),
                ("origin", origin),
            ] {
                headers.insert(name, HeaderValue::from_static(value));
            }
            is_own(&headers, &[4100])
        };
        assert!(own("http://localhost:5002"));
        for origin in [
            "http://localhost:5003",
            "http://evil.example",
            "http://localhost:5002.evil.example",
            "null",
        ] {
            assert!(!own(origin), "{origin}");
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
