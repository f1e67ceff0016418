//! The address of a site whose pages are rendered.

use std::sync::Arc;

use axum::http::{Extensions, HeaderMap};

/// The origin of the site for a request, such as `https://shop.example`.
pub(crate) type SiteOrigin = Arc<dyn Fn(&HeaderMap, &Extensions) -> Option<String> + Send + Sync>;
