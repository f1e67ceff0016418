//! What every request handler can reach.

use std::sync::Arc;

use sqlx::SqlitePool;
use tarn_base_path::BasePath;

use crate::clock::Clock;
use crate::database::Writer;
use crate::rate_limits::RateLimits;
use crate::signing_secret::SigningSecret;
use crate::trusted_proxies::TrustedProxies;

/// What every request handler can reach. Cheap to clone.
#[derive(Clone)]
pub(crate) struct AppState {
    /// Read-only connections; changes begin at `writer`.
    pub(crate) database: SqlitePool,
    /// The connection for changes.
    pub(crate) writer: Writer,
    pub(crate) clock: Clock,
    pub(crate) secret: SigningSecret,
    /// Codes are shown to whoever asks for one.
    pub(crate) demo: bool,
    /// Rate limits.
    pub(crate) limits: RateLimits,
    /// Proxies whose headers are believed.
    pub(crate) trusted_proxies: Arc<TrustedProxies>,
    /// Life of an access token, in milliseconds.
    pub(crate) token_ms: i64,
    /// The session cookie is for https only.
    pub(crate) secure_cookies: bool,
    /// Path below which browsers reach the routes of this port.
    pub(crate) base_path: BasePath,
    /// Ports of the shop and of the standalone remotes: pages from there may change things.
    pub(crate) own_ports: Arc<[u16]>,
}
