//! Hosts and ports in `Origin`, `Host` and proxy headers.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// A host in normal form, so that equal hosts compare as equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Host {
    /// In lower case, without DNS's trailing dot.
    Name(String),
    Address(IpAddr),
}

/// As in an address.
impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => formatter.write_str(name),
            Self::Address(IpAddr::V4(address)) => write!(formatter, "{address}"),
            Self::Address(IpAddr::V6(address)) => write!(formatter, "[{address}]"),
        }
    }
}

impl Host {
    /// Whether a page of this host comes from the same machine.
    pub(super) fn is_loopback(&self) -> bool {
        match self {
            Self::Name(name) => name == "localhost",
            Self::Address(address) => address.is_loopback(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
        if name.is_empty() || name.starts_with('.') || !name.bytes().all(is_name) {
            return None;
        }
        Some(name.parse().map_or(Self::Name(name), Self::Address))
    }

    /// The address between the brackets. The zone of a link-local address is local to this machine and not part of an origin.
    fn parse_v6(text: &str) -> Option<Self> {
        let address = text.split('%').next()?;
        address.parse::<Ipv6Addr>().ok().map(|v6| Self::Address(v6.into()))
    }
}

/// A host with an optional port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Authority {
    pub(super) host: Host,
    pub(super) port: Option<u16>,
}

impl Authority {
    /// Reads `host`, `host:port`, `[v6]`, `[v6]:port`, and an IPv6 address without brackets, as some proxies write it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (host, port) = if let Some(bracketed) = text.strip_prefix('[') {
            let (address, rest) = bracketed.split_once(']')?;
            let port = match rest.strip_prefix(':') {
                None if rest.is_empty() => "",
                port => port?,
            };
            (Host::parse_v6(address)?, port)
        } else if text.matches(':').count() > 1 {
            (Host::parse_v6(text)?, "")
        } else {
            let (host, port) = text.split_once(':').unwrap_or((text, ""));
            (Host::parse(host)?, port)
        };
        let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
        let port = match port {
            "" => None,
            port if is_number => Some(port.parse().ok()?),
            _ => return None,
        };
        Some(Self { host, port })
    }
}

/// The value of an `Origin` header.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) is_https: bool,
    pub(super) host: Host,
    pub(super) port: u16,
}

impl Origin {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (scheme, authority) = text.split_once("://")?;
        let is_https = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let Authority { host, port } = Authority::parse(authority)?;
        let port = port.unwrap_or_else(|| default_port(is_https));
        Some(Self { is_https, host, port })
    }

    pub(super) fn has_default_port(&self) -> bool {
        self.port == default_port(self.is_https)
    }
}

pub(super) const fn default_port(is_https: bool) -> u16 {
    if is_https { 443 } else { 80 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_of_one_host_are_equal() {
        for (one, other) in [
            ("Shop.Example", "shop.example."),
            ("[2001:DB8::1]", "[2001:db8:0:0:0:0:0:1]"),
            ("[fe80::1%25eth0]", "[fe80::1]"),
            ("[fe80::1%eth0]", "fe80::1"),
            ("127.0.0.1", "127.0.0.1."),
        ] {
            let host = |text| Authority::parse(text).unwrap().host;
            assert_eq!(host(one), host(other), "{one} {other}");
        }
    }

    #[test]
    fn the_port_follows_the_host() {
        for (text, port) in [
            ("shop.example", None),
            ("shop.example:", None),
            ("shop.example:8080", Some(8080)),
            ("[::1]:8080", Some(8080)),
            ("[::1]", None),
            ("::1", None),
        ] {
            assert_eq!(Authority::parse(text).unwrap().port, port, "{text}");
        }
    }

    #[test]
    fn malformed_authorities_are_refused() {
        for wrong in [
            "",
            ".",
            "..",
            "shop.example:http",
            "shop.example:+80",
            "shop.example:99999",
            "shop.example/path",
            "user@shop.example",
            "shop example",
            "[::1",
            "[::1]x",
            "[::1]8080",
            "[shop.example]",
            "::1::2",
            "a:b:c",
        ] {
            assert_eq!(Authority::parse(wrong), None, "{wrong}");
        }
    }
}
