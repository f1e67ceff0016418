//! The address that the browser requested.

use axum::http::{HeaderMap, header};

use super::authority::{Authority, Origin, default_port};

/// The headers in which proxies report the requested address.
pub(super) const OF_PROXIES: [&str; 4] = ["forwarded", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

/// The address that the browser requested, from the `Host` header and, for trusted proxies, from their headers.
///
/// Each proxy appends its value, in the same line or in a new one. So the first value comes from the proxy next to the
/// browser, which alone knows the address; later values name the proxies behind it.
pub(super) struct RequestedAddress {
    hosts: Vec<Authority>,
    port: Option<u16>,
    is_https: bool,
}

impl RequestedAddress {
    pub(super) fn read(headers: &HeaderMap, believes_proxies: bool) -> Self {
        let own = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let [forwarded, host, port, proto] = OF_PROXIES.map(|name| match believes_proxies {
            true => lines(headers, name),
            false => String::new(),
        });
        let named = [
            own.map(str::to_owned),
            first(&host).map(str::to_owned),
            parameter(&forwarded, "host"),
        ];
        let scheme = first(&proto).map(str::to_owned).or(parameter(&forwarded, "proto"));
        Self {
            hosts: named
                .iter()
                .flatten()
                .filter_map(|host| Authority::parse(host))
                .collect(),
            port: first(&port).and_then(|port| port.parse().ok()),
            is_https: scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")),
        }
    }

    /// Whether a page of this origin is at this address.
    pub(super) fn is(&self, origin: &Origin) -> bool {
        // An unencrypted page can be changed by anyone on the network path, so it may not act on the encrypted shop.
        if self.is_https && !origin.is_https {
            return false;
        }
        let is_at = |asked: &Authority| asked.host == origin.host && self.is_port(asked.port, origin);
        self.hosts.iter().any(is_at)
    }

    /// The origin of the address, such as `https://shop.example`; `None` if no header names a host.
    pub(super) fn origin(&self) -> Option<String> {
        // A proxy knows the host better than the last connection.
        let Authority { host, port } = self.hosts.last()?;
        let is_of_proxy = |port: &u16| *port == 80 && self.is_https;
        let port = self.port.or(port.filter(|port| !is_of_proxy(port)));
        let scheme = if self.is_https { "https" } else { "http" };
        Some(match port.filter(|port| *port != default_port(self.is_https)) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        })
    }

    fn is_port(&self, asked: Option<u16>, origin: &Origin) -> bool {
        if self.port == Some(origin.port) {
            return true;
        }
        match asked {
            Some(port) if port == origin.port => true,
            // A proxy that terminates TLS may send the port of its own, unencrypted request.
            Some(80) => self.is_https && origin.has_default_port(),
            Some(_) => false,
            // A host without a port means the default port.
            None => origin.has_default_port(),
        }
    }
}

/// All lines of a header, joined as one list. A line that is not text has no value.
fn lines(headers: &HeaderMap, name: &str) -> String {
    let lines = headers
        .get_all(name)
        .iter()
        .map(|line| line.to_str().unwrap_or_default());
    lines.collect::<Vec<_>>().join(",")
}

/// The first value of a list.
fn first(list: &str) -> Option<&str> {
    list.split(',').map(str::trim).find(|value| !value.is_empty())
}

/// The parameter in the first element of `Forwarded` (RFC 7239) that contains it: a proxy may send only `for`.
fn parameter(forwarded: &str, name: &str) -> Option<String> {
    split_unquoted(forwarded, ',')
        .into_iter()
        .flat_map(|element| split_unquoted(element, ';'))
        .find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            key.trim().eq_ignore_ascii_case(name).then(|| unquoted(value.trim()))
        })
}

/// Splits at separators outside of quotation marks.
fn split_unquoted(text: &str, separator: char) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(|c| {
        let was_escaped = is_escaped;
        is_escaped = is_quoted && !was_escaped && c == '\\';
        if c == '"' && !was_escaped {
            is_quoted = !is_quoted;
        }
        c == separator && !is_quoted
    })
    .collect()
}

/// A value without its quotation marks and escapes.
fn unquoted(value: &str) -> String {
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        None => value.to_owned(),
        Some(inner) => {
            let mut chars = inner.chars();
            std::iter::from_fn(|| match chars.next()? {
                '\\' => chars.next(),
                c => Some(c),
            })
            .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_with_a_host_counts() {
        for (forwarded, host) in [
            (
                "for=192.0.2.60;proto=https;host=shop.example, for=10.0.0.1;host=edge",
                "shop.example",
            ),
            ("for=192.0.2.60, for=10.0.0.1;host=shop.example", "shop.example"),
            (
                r#"for="[2001:db8::1]:4711";Host="[2001:db8::2]:8080""#,
                "[2001:db8::2]:8080",
            ),
            (
                r#"for="a,host=evil.example;x=\",host=evil.example";host=shop.example"#,
                "shop.example",
            ),
            (r#"host="shop\.example""#, "shop.example"),
        ] {
            assert_eq!(parameter(forwarded, "host").as_deref(), Some(host), "{forwarded}");
        }
        for none in [
            "",
            "for=192.0.2.60",
            "hosting=shop.example",
            r#"by="host=shop.example""#,
        ] {
            assert_eq!(parameter(none, "host"), None, "{none}");
        }
    }

    #[test]
    fn the_origin_is_the_one_in_the_browser() {
        for (headers, expected) in [
            (&[("host", "shop.example")][..], Some("http://shop.example")),
            (&[("host", "SHOP.example:4000")], Some("http://shop.example:4000")),
            (&[("host", "[::1]:4000")], Some("http://[::1]:4000")),
            (
                &[
                    ("host", "10.0.0.7"),
                    ("x-forwarded-host", "shop.example"),
                    ("x-forwarded-proto", "https"),
                ],
                Some("https://shop.example"),
            ),
            (
                &[("host", "shop.example:80"), ("x-forwarded-proto", "https")],
                Some("https://shop.example"),
            ),
            (
                &[
                    ("host", "shop.example"),
                    ("x-forwarded-proto", "https"),
                    ("x-forwarded-port", "8443"),
                ],
                Some("https://shop.example:8443"),
            ),
            (
                &[("host", "edge"), ("forwarded", "host=shop.example;proto=https")],
                Some("https://shop.example"),
            ),
            (&[("host", "\"><script>")], None),
            (&[], None),
        ] {
            let map = headers
                .iter()
                .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
            let address = RequestedAddress::read(&map.collect(), true);
            assert_eq!(address.origin().as_deref(), expected, "{headers:?}");
        }
    }

    #[test]
    fn lines_of_one_header_are_one_list() {
        let mut headers = HeaderMap::new();
        for line in [", shop.example", "edge.internal"] {
            headers.append("x-forwarded-host", line.parse().unwrap());
        }
        assert_eq!(first(&lines(&headers, "x-forwarded-host")), Some("shop.example"));
        assert_eq!(first(&lines(&headers, "forwarded")), None);
    }
}
