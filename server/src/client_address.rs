//! The client's address of a request.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Once;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::app_state::AppState;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The client's address, as far as it is known. For IPv6 it is the /64 network, because a client owns all of its 2^64
/// addresses.
pub(crate) struct ClientAddress(IpAddr);

impl ClientAddress {
    /// The address, or the first one of the network.
    pub(crate) fn as_text(&self) -> String {
        self.0.to_string()
    }
}

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        // A header that is not text names no address.
        let forwarded_for: Vec<&str> = parts
            .headers
            .get_all(FORWARDED_FOR)
            .iter()
            .map(|value| value.to_str().unwrap_or_default())
            .collect();
        let client = state.trusted_proxies.client(peer, &forwarded_for);
        // Not `client == peer`: a trusted proxy may name its own address, for example in a health check.
        if !forwarded_for.is_empty() && !state.trusted_proxies.trusts(peer.to_canonical()) {
            warn_of_unknown_proxy(peer);
        }
        Ok(Self(network(client)))
    }
}

/// Warns once per process, because any client can send the header.
fn warn_of_unknown_proxy(peer: IpAddr) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::warn!(
            %peer,
            "a request came with X-Forwarded-For from an address that --trusted-proxies does not name. If that is your proxy, name it: \
             until then all shoppers behind it share the limits of one address"
        );
    });
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_address_counts_as_its_network() {
        let network = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("2001:db8:1:2:ffff::1"), "2001:db8:1:2::");
        assert_eq!(network("203.0.113.9"), "203.0.113.9");
    }
}
