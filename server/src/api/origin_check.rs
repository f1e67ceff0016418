//! Protection against cross-site request forgery: pages of other origins may not change anything.
//!
//! The browser's `Origin` header is compared with the requested host. Behind a proxy only the proxy knows that host, so
//! its headers are read as well, from the proxies of `--trusted-proxies` and from those on this machine. Other programs can forge all
//! headers, but do not have a shopper's cookies.

mod authority;
mod refusal_log;
mod requested_address;

use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app_state::AppState;
use crate::failure::Failure;
use crate::trusted_proxies::TrustedProxies;
use authority::Origin;
use requested_address::RequestedAddress;

/// Refuses requests that change something and come from a page of another origin.
pub(super) async fn refuse_foreign_origins(
    State(state): State<AppState>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|peer| peer.0.ip().to_canonical());
    let believes_proxy = peer.is_some_and(|peer| is_believed(peer, &state.trusted_proxies));
    if changes && !is_own(request.headers(), &state.own_ports, believes_proxy) {
        refusal_log::warn(request.headers(), peer, believes_proxy);
        return Failure::forbidden(
            "origin_refused",
            "This page may not change anything in the shop. Please open the shop itself.",
        )
        .into_response();
    }
    next.run(request).await
}

/// The origin of the address that the browser requested, such as `https://shop.example`.
pub(crate) fn requested_origin(
    headers: &HeaderMap,
    extensions: &Extensions,
    proxies: &TrustedProxies,
) -> Option<String> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let believes_proxy = peer.is_some_and(|peer| is_believed(peer.0.ip().to_canonical(), proxies));
    RequestedAddress::read(headers, believes_proxy).origin()
}

/// Whether the proxy headers of this peer count: it is a trusted proxy, or runs on this machine.
fn is_believed(peer: IpAddr, proxies: &TrustedProxies) -> bool {
    peer.is_loopback() || proxies.trusts(peer)
}

fn is_own(headers: &HeaderMap, own_ports: &[u16], believes_proxy: bool) -> bool {
    // The browser itself has compared the origins, before any proxy changed the request.
    let site = headers.get("sec-fetch-site").map(|site| site.as_bytes());
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let Some(origin) = origins.next() else {
        // Programs send neither header. A reload or an opened bookmark has the site `none`.
        return matches!(site, None | Some(b"same-origin" | b"none"));
    };
    let Some(origin) = origin.to_str().ok().and_then(Origin::parse) else {
        return false;
    };
    if origins.next().is_some() {
        return false;
    }
    site == Some(b"same-origin")
        || RequestedAddress::read(headers, believes_proxy).is(&origin)
        || (origin.host.is_loopback() && own_ports.contains(&origin.port))
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
        is_own(&map, &[4000, 4002], true)
    }

    fn own_unbelieved(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        is_own(&map, &[], false)
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
    fn a_default_port_may_be_omitted() {
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
    fn behind_a_proxy_the_requested_page_is_own() {
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
            // A proxy in the middle that reports its own connection.
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
    fn headers_of_an_untrusted_proxy_do_not_count() {
        let https = ("origin", "https://shop.example");
        for said in [
            ("x-forwarded-host", "shop.example"),
            ("forwarded", "host=shop.example;proto=https"),
        ] {
            assert!(own(&[("host", "10.0.0.7"), https, said]), "{said:?}");
            assert!(!own_unbelieved(&[("host", "10.0.0.7"), https, said]), "{said:?}");
        }
        let port = ("x-forwarded-port", "443");
        assert!(!own_unbelieved(&[("host", "shop.example:4000"), https, port]));
        let http = [
            ("host", "shop.example"),
            ("x-forwarded-proto", "https"),
            ("origin", "http://shop.example"),
        ];
        assert!(own_unbelieved(&http) && !own(&http));
        assert!(own_unbelieved(&[("host", "shop.example"), https]));
        assert!(own_unbelieved(&[
            ("host", "10.0.0.7"),
            https,
            ("sec-fetch-site", "same-origin")
        ]));
    }

    #[test]
    fn the_first_of_several_proxies_counts() {
        for (said, is_first_own) in [
            (
                &[
                    ("x-forwarded-host", "shop.example"),
                    ("x-forwarded-host", "other.example"),
                ][..],
                true,
            ),
            (
                &[
                    ("x-forwarded-host", "other.example"),
                    ("x-forwarded-host", "shop.example"),
                ],
                false,
            ),
            (&[("forwarded", "host=shop.example, host=other.example")], true),
            (
                &[("forwarded", "host=shop.example"), ("forwarded", "host=other.example")],
                true,
            ),
            (&[("forwarded", "host=other.example, host=shop.example")], false),
            (
                &[(
                    "forwarded",
                    "for=1.2.3.4, for=10.0.0.1;host=shop.example, host=other.example",
                )],
                true,
            ),
        ] {
            let own_from = |origin| own(&[&[("host", "10.0.0.7"), ("origin", origin)], said].concat());
            assert_eq!(own_from("https://shop.example"), is_first_own, "{said:?}");
            assert_eq!(own_from("https://other.example"), !is_first_own, "{said:?}");
        }
    }

    #[test]
    fn all_spellings_of_an_ipv6_address_are_equal() {
        for (host, origin) in [
            ("[::1]:8080", "http://[::1]:8080"),
            ("[0:0:0:0:0:0:0:1]:8080", "http://[::1]:8080"),
            ("[2001:DB8::A]", "https://[2001:db8::a]"),
            ("[2001:db8::a]:80", "http://[2001:db8::a]"),
            ("[2001:db8::a]", "https://[2001:db8::a]:443"),
            ("[fe80::1%25eth0]:8080", "http://[fe80::1]:8080"),
            ("[fe80::1%eth0]:8080", "http://[FE80::1]:8080"),
        ] {
            assert!(own_at(host, origin), "{host} {origin}");
            let forwarded = [("host", "edge"), ("x-forwarded-host", host), ("origin", origin)];
            assert!(own(&forwarded), "{host} {origin}");
        }
        let quoted = ("forwarded", r#"for="[2001:db8::9]:1";host="[2001:db8::A]:8080""#);
        assert!(own(&[
            ("host", "edge"),
            quoted,
            ("origin", "http://[2001:db8::a]:8080")
        ]));
        for (host, origin) in [
            ("[::1]:8080", "http://[::1]:8081"),
            ("[::1]:8080", "http://[::2]:8080"),
            ("[::1]:8080", "http://[::1]"),
            ("[::1]:8080", "https://[::1]:8080.evil.example"),
            ("[::1]", "http://[::1"),
        ] {
            assert!(!own_at(host, origin), "{host} {origin}");
        }
    }

    #[test]
    fn without_an_origin_sec_fetch_site_counts() {
        for site in ["cross-site", "same-site", "", "anything", "same-origin, cross-site"] {
            assert!(!own(&[("host", "shop.example"), ("sec-fetch-site", site)]), "{site}");
        }
        for site in ["same-origin", "none"] {
            assert!(own(&[("host", "shop.example"), ("sec-fetch-site", site)]), "{site}");
        }
        assert!(own(&[("host", "shop.example")]));
    }

    #[test]
    fn behind_a_proxy_other_origins_are_foreign() {
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
    fn other_origins_are_foreign() {
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
