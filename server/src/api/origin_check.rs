//! Protection against cross-site request forgery: pages of other origins may not change anything.
//!
//! The browser's `Origin` header is compared with the host that the browser asked for. Behind a proxy only the proxy knows that host, so
//! its headers are read as well. They are trusted from every client, which gives a foreign page no way in: browsers set `Origin`, `Host`
//! and `Sec-Fetch-Site` themselves, and send `X-Forwarded-*` or `Forwarded` for a page of another origin only after a CORS preflight
//! that allows it, and this server allows none. Other programs can forge all headers, but do not have a shopper's cookies.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::app_state::AppState;

/// Refuses requests that change something and come from a page of another origin.
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
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let Some(origin) = origins.next() else {
        return true;
    };
    let Some(origin) = origin.to_str().ok().and_then(Origin::parse) else {
        return false;
    };
    if origins.next().is_some() {
        return false;
    }
    // The browser itself has compared the origins, before any proxy changed the request.
    if first(headers, "sec-fetch-site") == Some("same-origin") {
        return true;
    }
    let asked_for = AskedFor::read(headers);
    asked_for.is(&origin)
        || (matches!(origin.host(), "localhost" | "127.0.0.1" | "[::1]")
            && origin
                .authority
                .port_u16()
                .is_some_and(|port| own_ports.contains(&port)))
}

/// The value of an `Origin` header.
struct Origin {
    is_https: bool,
    authority: Authority,
}

impl Origin {
    fn parse(text: &str) -> Option<Self> {
        let uri: Uri = text.parse().ok()?;
        let is_https = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri.authority()?.clone();
        // An origin names no user.
        (!authority.as_str().contains('@')).then_some(Self { is_https, authority })
    }

    fn host(&self) -> &str {
        self.authority.host()
    }

    fn default_port(&self) -> u16 {
        if self.is_https { 443 } else { 80 }
    }

    fn port(&self) -> u16 {
        self.authority.port_u16().unwrap_or_else(|| self.default_port())
    }
}

/// The address that the browser asked for, as the request and the headers of proxies tell it. Proxies append to lists, so the first value
/// comes from the proxy next to the browser.
struct AskedFor<'a> {
    hosts: [Option<&'a str>; 3],
    port: Option<u16>,
    scheme: Option<&'a str>,
}

impl<'a> AskedFor<'a> {
    fn read(headers: &'a HeaderMap) -> Self {
        let forwarded = first(headers, "forwarded").unwrap_or_default();
        Self {
            hosts: [
                first(headers, header::HOST.as_str()),
                first(headers, "x-forwarded-host"),
                parameter(forwarded, "host"),
            ],
            port: first(headers, "x-forwarded-port").and_then(|port| port.parse().ok()),
            scheme: first(headers, "x-forwarded-proto").or(parameter(forwarded, "proto")),
        }
    }

    fn is(&self, origin: &Origin) -> bool {
        // An unencrypted page can be changed by anyone on the network path, so it may not act on the encrypted shop.
        let is_secure = self.scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
        if is_secure && !origin.is_https {
            return false;
        }
        self.hosts.iter().flatten().any(|host| {
            host.parse::<Authority>().is_ok_and(|asked| {
                same_host(asked.host(), origin.host()) && self.is_port(asked.port_u16(), is_secure, origin)
            })
        })
    }

    fn is_port(&self, asked: Option<u16>, is_secure: bool, origin: &Origin) -> bool {
        if self.port == Some(origin.port()) {
            return true;
        }
        match asked {
            Some(port) if port == origin.port() => true,
            // A proxy that terminates TLS may send the port of its own, unencrypted request.
            Some(80) => is_secure && origin.port() == origin.default_port(),
            Some(_) => false,
            // A host without a port means the default port.
            None => origin.port() == origin.default_port(),
        }
    }
}

/// Whether two names are of one host: in any case, and with the dot at the end that only DNS needs.
fn same_host(one: &str, other: &str) -> bool {
    let plain = |host: &'_ str| host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    plain(one) == plain(other)
}

/// The first value of a header that may be a list.
fn first<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let value = headers.get(name)?.to_str().ok()?;
    value.split(',').next().map(str::trim)
}

/// A parameter of an element of `Forwarded` (RFC 7239).
fn parameter<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    element.split(';').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn own(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        is_own(&map, &[4000, 4002])
    }

    fn own_at(host: &'static str, origin: &'static str) -> bool {
        own(&[("host", host), ("origin", origin)])
    }

    #[test]
    fn the_shop_and_its_standalone_remotes_are_own() {
        assert!(own(&[("host", "shop.example:4000")]));
        for origin in [
            "http://shop.example:4000",
            "https://SHOP.example:4000",
            "http://localhost:4002",
            "http://127.0.0.1:4000",
        ] {
            assert!(own_at("shop.example:4000", origin), "{origin}");
        }
    }

    #[test]
    fn a_default_port_is_the_same_written_or_not() {
        for (host, origin) in [
            ("shop.example:443", "https://shop.example"),
            ("shop.example", "https://shop.example:443"),
            ("shop.example", "https://shop.example"),
            ("shop.example", "http://shop.example"),
            ("shop.example:80", "http://shop.example"),
            ("SHOP.Example:443", "https://shop.example"),
            ("shop.example.", "https://shop.example"),
            ("shop.example.:443", "https://shop.example."),
            ("[2001:db8::1]:443", "https://[2001:db8::1]"),
        ] {
            assert!(own_at(host, origin), "{host} {origin}");
        }
        for (host, origin) in [
            ("shop.example:443", "http://shop.example"),
            ("shop.example:80", "https://shop.example"),
            ("shop.example", "https://shop.example:8443"),
            ("shop.example:443", "https://shop.example:80"),
        ] {
            assert!(!own_at(host, origin), "{host} {origin}");
        }
    }

    #[test]
    fn behind_a_proxy_the_page_that_the_browser_asked_for_is_own() {
        let https = ("origin", "https://shop.example");
        for said in [
            &[("x-forwarded-host", "shop.example, edge.internal")][..],
            &[("x-forwarded-host", "shop.example:443")],
            &[("x-forwarded-host", "Shop.Example"), ("x-forwarded-proto", "https")],
            &[
                ("x-forwarded-host", "shop.example:80"),
                ("x-forwarded-proto", "https, http"),
            ],
            &[("x-forwarded-host", "shop.example:8080"), ("x-forwarded-port", "443")],
            &[
                ("x-forwarded-host", "shop.example"),
                ("x-forwarded-host", "edge.internal"),
            ],
            // A proxy in the middle that speaks of its own connection.
            &[("x-forwarded-host", "shop.example"), ("x-forwarded-proto", "http")],
            &[(
                "forwarded",
                "for=192.0.2.60;proto=https;host=shop.example, for=10.0.0.1;host=edge",
            )],
            &[("forwarded", r#"host="shop.example:443""#)],
            &[("sec-fetch-site", "same-origin")],
        ] {
            assert!(own(&[&[("host", "10.0.0.7:4000"), https], said].concat()), "{said:?}");
        }
        let port = [
            ("host", "localhost"),
            ("x-forwarded-port", "8443"),
            ("x-forwarded-host", "shop.example"),
        ];
        assert!(own(&[&port[..], &[("origin", "https://shop.example:8443")]].concat()));
        let trunk = [("host", "localhost"), ("x-forwarded-host", "localhost:5002")];
        assert!(own(&[&trunk[..], &[("origin", "http://localhost:5002")]].concat()));
        assert!(!own(&[&trunk[..], &[("origin", "http://localhost:5003")]].concat()));
    }

    #[test]
    fn behind_a_proxy_everybody_else_is_foreign() {
        let proxied = [
            ("host", "10.0.0.7"),
            ("x-forwarded-host", "shop.example, edge.internal"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-port", "443"),
            ("forwarded", "for=1.2.3.4;host=shop.example;proto=https"),
        ];
        for origin in [
            "https://evil.example",
            "https://shop.example.evil.example",
            "https://evil.example:443",
            "https://shop.example@evil.example",
            "https://evil.example@shop.example",
            "https://edge.internal",
            "https://shop.example:8443",
            "http://shop.example",
            "null",
        ] {
            assert!(!own(&[&proxied[..], &[("origin", origin)]].concat()), "{origin}");
        }
        for site in ["cross-site", "same-site", "none", ""] {
            assert!(!own(&[
                ("host", "shop.example"),
                ("origin", "https://evil.example"),
                ("sec-fetch-site", site)
            ]));
        }
        assert!(!own(&[
            ("host", "shop.example"),
            ("origin", "null"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(!own(&[
            ("host", "shop.example"),
            ("origin", "https://shop.example"),
            ("origin", "https://evil.example")
        ]));
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
            assert!(!own_at("shop.example:4000", origin), "{origin}");
        }
    }
}
