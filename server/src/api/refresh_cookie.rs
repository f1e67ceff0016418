//! The cookie that carries the refresh token.

use axum::http::{HeaderMap, HeaderValue, header};
use tarn_base_path::BasePath;

use crate::accounts::REFRESH_LIFE_MS;

const NAME: &str = "refresh";

/// The refresh token that the browser sent.
pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    read_cookie(headers, NAME).map(str::to_owned)
}

/// The value of the cookie of this name, if it has one.
pub(super) fn read_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

/// Sets the refresh token.
pub(super) fn set(token: &str, base_path: &BasePath, secure: bool) -> HeaderValue {
    cookie(NAME, token, REFRESH_LIFE_MS / 1000, base_path, secure)
}

/// Makes the browser forget the refresh token.
pub(super) fn clear(base_path: &BasePath, secure: bool) -> HeaderValue {
    cookie(NAME, "", 0, base_path, secure)
}

/// A cookie for the logins of this shop that no script and no other site can use.
pub(super) fn cookie(name: &str, value: &str, max_age_seconds: i64, base_path: &BasePath, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    // Below the base path: another shop of the same origin has a session of its own.
    let path = base_path.resolve("/api/auth");
    let text = format!("{name}={value}; Path={path}; Max-Age={max_age_seconds}; HttpOnly; SameSite=Strict{secure}");
    // Values are of URL-safe base64, which every header can carry.
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=b; xrefresh=no"));
        headers.append(header::COOKIE, HeaderValue::from_static("c=d;refresh=yes"));
        assert_eq!(read(&headers).as_deref(), Some("yes"));
        headers.clear();
        headers.append(header::COOKIE, HeaderValue::from_static("refresh="));
        assert_eq!(read(&headers), None);
    }

    #[test]
    fn scripts_and_other_sites_cannot_use_it() {
        let value = set("abc", &BasePath::default(), true);
        assert_eq!(
            value.to_str().unwrap(),
            "refresh=abc; Path=/api/auth; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure"
        );
    }

    #[test]
    fn shops_below_two_base_paths_have_a_cookie_each() {
        let shop: BasePath = "/shop/".parse().unwrap();
        assert!(
            set("abc", &shop, false)
                .to_str()
                .unwrap()
                .contains("; Path=/shop/api/auth;")
        );
        assert!(clear(&shop, false).to_str().unwrap().contains("; Path=/shop/api/auth;"));
    }
}
