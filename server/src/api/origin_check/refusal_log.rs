//! Warnings for the operator about refused origins: an attack, or a misconfigured proxy.

use std::net::IpAddr;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};

use super::requested_address::OF_PROXIES;

/// The pause between two warnings: any page can cause refusals, and must not fill the log.
const PAUSE: Duration = Duration::from_secs(60);

/// The maximum logged length of a header, in bytes.
const MAX_SHOWN: usize = 200;

/// Warns of a refused request, at most once per pause.
pub(super) fn warn(headers: &HeaderMap, peer: Option<IpAddr>, believes_proxy: bool) {
    static PACE: Mutex<Pace> = Mutex::new(Pace::new());
    let Some(unsaid) = PACE.lock().ok().and_then(|mut pace| pace.next(Instant::now())) else {
        return;
    };
    let shown = |name: &str| {
        let value = headers.get(name).map(|value| value.as_bytes());
        value.map(|bytes| bytes.get(..MAX_SHOWN).unwrap_or(bytes).escape_ascii().to_string())
    };
    let (origin, host) = (shown(header::ORIGIN.as_str()), shown(header::HOST.as_str()));
    let site = shown("sec-fetch-site");
    let advice = advice(headers, believes_proxy);
    tracing::warn!(
        origin,
        host,
        site,
        peer = peer.map(tracing::field::display),
        unsaid,
        "a request that changes something was refused with 403 origin_refused, because its origin is not the address that the server \
         was asked for. If that origin is the shop's own: {advice}. Otherwise the page belongs to another site, and there is nothing to do"
    );
}

fn advice(headers: &HeaderMap, believes_proxy: bool) -> &'static str {
    let is_forwarded = OF_PROXIES.iter().any(|name| headers.contains_key(*name));
    match (is_forwarded, believes_proxy) {
        (true, false) => {
            "name the proxy at the peer's address in --trusted-proxies (TRUSTED_PROXIES); until then its X-Forwarded-Host and Forwarded do \
             not count"
        }
        (true, true) => {
            "let the proxy next to the browser send the host and port that it was asked for, as the first value of X-Forwarded-Host or \
             Forwarded, and https as X-Forwarded-Proto if it was asked by https"
        }
        (false, _) => {
            "let the proxy pass the browser's Host, or set X-Forwarded-Host and be named in --trusted-proxies"
        }
    }
}

/// Rate limit of the warnings.
struct Pace {
    last: Option<Instant>,
    unsaid: u64,
}

impl Pace {
    const fn new() -> Self {
        Self { last: None, unsaid: 0 }
    }

    /// The number of suppressed warnings since the last one; `None` if this one is suppressed, too.
    fn next(&mut self, now: Instant) -> Option<u64> {
        if self.last.is_some_and(|last| now.duration_since(last) < PAUSE) {
            self.unsaid += 1;
            return None;
        }
        self.last = Some(now);
        Some(std::mem::take(&mut self.unsaid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_refusal_per_minute_is_logged_with_the_count_of_the_others() {
        let (mut pace, start) = (Pace::new(), Instant::now());
        assert_eq!(pace.next(start), Some(0));
        assert_eq!(pace.next(start), None);
        assert_eq!(pace.next(start + PAUSE / 2), None);
        assert_eq!(pace.next(start + PAUSE), Some(2));
        assert_eq!(pace.next(start + PAUSE * 3), Some(0));
    }

    #[test]
    fn the_advice_names_the_required_setting() {
        let mut headers = HeaderMap::new();
        assert!(advice(&headers, true).contains("pass the browser's Host"));
        headers.insert("x-forwarded-host", "shop.example".parse().unwrap());
        assert!(advice(&headers, false).contains("--trusted-proxies"));
        assert!(advice(&headers, true).contains("first value of X-Forwarded-Host"));
    }
}
