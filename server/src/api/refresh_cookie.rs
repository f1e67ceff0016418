//! The cookie that carries the refresh token.

use axum::http::{HeaderMap, HeaderValue, header};
use tarn_base_path::BasePath;

use crate::accounts::REFRESH_LIFE_MS;

const NAME: &str = "refresh";

/// The refresh token that the browser sent.
pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    read_cookie(headers, NAME).map(str::to_owned)
}

/// The value of the cookie of this name, unless it is empty.
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

/// Deletes the refresh token in the browser.
pub(super) fn clear(base_path: &BasePath, secure: bool) -> HeaderValue {
    cookie(NAME, "", 0, base_path, secure)
}

/// A cookie for logins to this shop, inaccessible to scripts and to other sites.
pub(super) fn cookie(name: &str, value: &str, max_age_seconds: i64, base_path: &BasePath, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    // Below the base path, because another shop of this origin has its own session.
    let path = base_path.resolve("/api/auth");
    let text = format!("{name}={value}; Path={path}; Max-Age={max_age_seconds}; HttpOnly; SameSite=Strict{secure}");
    // Values are URL-safe base64, which is valid in every header.
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
    fn scripts_and_other_sites_cannot_use_the_cookie() {
        let value = set("abc", &BasePath::default(), true);
        assert_eq!(
            value.to_str().unwrap(),
            "refresh=abc; Path=/api/auth; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure"
        );
    }

    #[test]
    fn each_base_path_has_its_own_cookie() {
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
