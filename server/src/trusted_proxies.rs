//! Trusted proxies, whose headers count.

use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;

/// The proxies in front of the shop: addresses and networks, separated by commas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

/// The text is not a list of proxies.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither an address such as 10.0.0.7 nor a network such as 10.0.0.0/8 or fd00::/8")]
pub struct NoProxy(String);

impl FromStr for TrustedProxies {
    type Err = NoProxy;

    fn from_str(text: &str) -> Result<Self, NoProxy> {
        text.split([',', ' '])
            .filter(|part| !part.is_empty())
            .map(|part| {
                let network = part
                    .parse::<IpNet>()
                    .or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
                network.map_err(|_| NoProxy(part.to_owned()))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl TrustedProxies {
    /// The client's address, as far as it is known: the rightmost address that is not a trusted proxy. Each proxy appends
    /// the address of its client to `X-Forwarded-For`; values further left may be forged.
    pub(crate) fn client(&self, peer: IpAddr, forwarded_for: &[&str]) -> IpAddr {
        let mut client = peer.to_canonical();
        let hops = forwarded_for.iter().rev().flat_map(|header| header.rsplit(','));
        for hop in hops {
            if !self.trusts(client) {
                break;
            }
            match address(hop) {
                Some(named) => client = named,
                // `unknown` or malformed: the proxy's address is the last known one.
                None => break,
            }
        }
        client
    }

    /// Whether this is the address of a trusted proxy.
    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// Parses an address as proxies write it: with or without a port, IPv6 with or without brackets.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim().trim_matches('"');
    let plain = hop.parse::<IpAddr>().ok();
    let address = plain.or_else(|| hop.parse().map(|with_port: std::net::SocketAddr| with_port.ip()).ok());
    let in_brackets = || hop.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    address.or_else(in_brackets).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &str, peer: &str, forwarded_for: &[&str]) -> String {
        let proxies: TrustedProxies = proxies.parse().unwrap();
        proxies.client(peer.parse().unwrap(), forwarded_for).to_string()
    }

    #[test]
    fn addresses_and_networks_are_parsed_and_anything_else_is_refused() {
        assert_eq!("".parse(), Ok(TrustedProxies::default()));
        let list: TrustedProxies = "10.0.0.7, 192.168.0.0/16,::1,fd00::/8".parse().unwrap();
        assert_eq!(list.0.len(), 4);
        for wrong in ["proxy.example", "10.0.0.0/33", "10.0.0", "*"] {
            assert_eq!(wrong.parse::<TrustedProxies>(), Err(NoProxy(wrong.to_owned())));
        }
    }

    #[test]
    fn an_untrusted_proxy_is_ignored() {
        assert_eq!(client("", "10.0.0.7", &["203.0.113.9"]), "10.0.0.7");
        assert_eq!(client("10.0.0.8", "10.0.0.7", &["203.0.113.9"]), "10.0.0.7");
    }

    #[test]
    fn a_trusted_proxy_names_the_client() {
        for forwarded_for in [
            "203.0.113.9",
            " 203.0.113.9 ",
            "203.0.113.9:4711",
            "::ffff:203.0.113.9",
            "198.51.100.1, 203.0.113.9",
        ] {
            assert_eq!(client("10.0.0.0/8", "10.0.0.7", &[forwarded_for]), "203.0.113.9");
        }
        assert_eq!(
            client("::ffff:0:0/96,127.0.0.1", "::ffff:127.0.0.1", &["203.0.113.9"]),
            "203.0.113.9"
        );
        assert_eq!(client("::1", "::1", &["[2001:db8::1]:443"]), "2001:db8::1");
        assert_eq!(client("::1", "::1", &["[2001:db8::1]"]), "2001:db8::1");
    }

    #[test]
    fn the_last_untrusted_address_of_several_proxies_counts() {
        let proxies = "10.0.0.0/8";
        assert_eq!(
            client(proxies, "10.0.0.7", &["1.1.1.1, 203.0.113.9, 10.0.0.8"]),
            "203.0.113.9"
        );
        assert_eq!(
            client(proxies, "10.0.0.7", &["1.1.1.1", "203.0.113.9", "10.0.0.8, 10.0.0.9"]),
            "203.0.113.9"
        );
        assert_eq!(client(proxies, "10.0.0.7", &["10.0.0.8, 10.0.0.9"]), "10.0.0.8");
        assert_eq!(client(proxies, "10.0.0.7", &["1.1.1.1, unknown"]), "10.0.0.7");
        assert_eq!(client(proxies, "10.0.0.7", &[""]), "10.0.0.7");
        assert_eq!(client(proxies, "10.0.0.7", &[]), "10.0.0.7");
    }
}
