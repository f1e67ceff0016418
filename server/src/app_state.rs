//! The state of all request handlers.

use std::sync::Arc;

use axum::http::{Extensions, HeaderMap};
use sqlx::SqlitePool;
use tarn_base_path::BasePath;

use crate::clock::Clock;
use crate::database::Writer;
use crate::rate_limits::RateLimits;
use crate::signing_secret::SigningSecret;
use crate::trusted_proxies::TrustedProxies;

/// The origin of the shop for a request: see `SiteOrigin`.
pub(crate) type SiteOriginOf = Arc<dyn Fn(&HeaderMap, &Extensions) -> Option<String> + Send + Sync>;

/// The state of all request handlers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct AppState {
    /// Read-only connections; changes go through `writer`.
    pub(crate) database: SqlitePool,
    /// The connection for changes.
    pub(crate) writer: Writer,
    pub(crate) clock: Clock,
    pub(crate) secret: SigningSecret,
    /// In demo mode, the answer to a request for a code contains the code.
    pub(crate) demo: bool,
    /// Rate limits.
    pub(crate) limits: RateLimits,
    /// Proxies whose headers count.
    pub(crate) trusted_proxies: Arc<TrustedProxies>,
    /// Life of an access token, in milliseconds.
    pub(crate) token_ms: i64,
    /// Whether cookies are restricted to https.
    pub(crate) secure_cookies: bool,
    /// The path below which browsers reach the routes of this port.
    pub(crate) base_path: BasePath,
    /// The origin of the shop in canonical addresses.
    pub(crate) site_origin: SiteOriginOf,
    /// Ports of the shop and of the standalone remotes, whose pages may change data.
    pub(crate) own_ports: Arc<[u16]>,
}
