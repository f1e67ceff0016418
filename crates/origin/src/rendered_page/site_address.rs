//! The address of the site in canonical addresses.

use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, header};

use crate::asked::Asked;
use crate::parameters::Parameters;

/// Origin and base path of the site, such as `https://shop.example/shop/`.
pub(super) fn of(parameters: &Parameters, asked: Asked<'_>) -> String {
    let given = parameters
        .site_origin
        .as_ref()
        .and_then(|of| of(asked.headers, asked.extensions));
    let origin = given
        .filter(|origin| is_origin(origin))
        .unwrap_or_else(|| requested(asked.headers));
    origin + parameters.base.as_str()
}

/// The origin that the request names. Only a proxy knows whether the browser came by https.
fn requested(headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let scheme = match text("x-forwarded-proto") {
        Some("https") => "https",
        _ => "http",
    };
    let named = text(header::HOST.as_str()).map(|host| format!("{scheme}://{host}"));
    named
        .filter(|origin| is_origin(origin))
        .unwrap_or_else(|| format!("{scheme}://localhost"))
}

/// The longest name of a host with a port, in bytes (RFC 1035).
const MAX_HOST: usize = 253 + ":65535".len();

/// Whether the text is a scheme with a host, and perhaps a port. A request may name anything as its host.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    let Some(host) = host.filter(|host| host.len() <= MAX_HOST && host.bytes().all(is_part)) else {
        return false;
    };
    host.parse::<Authority>().is_ok_and(|authority| {
        let is_alone = authority.host() == authority.as_str();
        !authority.host().is_empty() && (is_alone || authority.port_u16().is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_is_none_is_not_repeated() {
        for (host, expected) in [
            ("shop.example", "http://shop.example"),
            ("[::1]:4000", "http://[::1]:4000"),
            ("\"><script>", "http://localhost"),
            ("shop.example/path", "http://localhost"),
            ("user@shop.example", "http://localhost"),
            ("shop.example:99999", "http://localhost"),
            (&"a".repeat(300), "http://localhost"),
            ("", "http://localhost"),
        ] {
            let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_str(host).unwrap())]);
            assert_eq!(requested(&headers), expected);
        }
        assert_eq!(requested(&HeaderMap::new()), "http://localhost");
    }
}
