//! Who may read the counters: programs on this machine, and nobody through a proxy.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// Headers by which a proxy shows that the request is another's.
const OF_PROXIES: [&str; 4] = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host"];

/// Whether the request comes from this machine, and not through a proxy on it.
pub(super) fn is_local(headers: &HeaderMap, extensions: &Extensions) -> bool {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let is_loopback = peer.is_some_and(|peer| peer.0.ip().to_canonical().is_loopback());
    is_loopback && !OF_PROXIES.iter().any(|name| headers.contains_key(*name))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn is_local_from(peer: Option<&str>, header: Option<&'static str>) -> bool {
        let mut extensions = Extensions::new();
        if let Some(peer) = peer {
            extensions.insert(ConnectInfo::<SocketAddr>(peer.parse().unwrap()));
        }
        let headers = header.map(|name| (name.parse().unwrap(), HeaderValue::from_static("x")));
        is_local(&headers.into_iter().collect(), &extensions)
    }

    #[test]
    fn only_programs_on_this_machine_are_local() {
        assert!(is_local_from(Some("127.0.0.1:5"), None));
        assert!(is_local_from(Some("[::1]:5"), None));
        assert!(is_local_from(Some("[::ffff:127.0.0.1]:5"), None));
        assert!(!is_local_from(Some("10.0.0.7:5"), None));
        assert!(!is_local_from(None, None));
        for header in OF_PROXIES {
            assert!(!is_local_from(Some("127.0.0.1:5"), Some(header)), "{header}");
        }
    }
}
