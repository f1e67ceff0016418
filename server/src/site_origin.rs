//! The origin of the shop as browsers know it.

use std::sync::Arc;

use axum::http::{Extensions, HeaderMap};

use crate::api::requested_origin;
use crate::public_url::PublicUrl;
use crate::settings::Settings;
use crate::trusted_proxies::TrustedProxies;

/// The origin of the shop in canonical addresses: the setting, or the requested one. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct SiteOrigin {
    public_url: Option<PublicUrl>,
    proxies: Arc<TrustedProxies>,
}

impl SiteOrigin {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            public_url: settings.public_url.clone(),
            proxies: Arc::new(settings.trusted_proxies.clone()),
        }
    }

    /// The origin for a request, such as `https://shop.example`; `None` if nothing names a host.
    pub(crate) fn of(&self, headers: &HeaderMap, extensions: &Extensions) -> Option<String> {
        match &self.public_url {
            Some(url) => Some(url.to_string()),
            None => requested_origin(headers, extensions, &self.proxies),
        }
    }
}
