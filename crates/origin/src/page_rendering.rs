//! Who renders the pages of a server.

use std::sync::Arc;

use axum::Router;
use axum::http::{Extensions, HeaderMap};
use tarn_render::PageRenderer;

/// The renderer, and the routes of the server that answer for the API.
#[derive(Clone)]
pub(super) struct RenderedPages {
    pub(super) renderer: Arc<dyn PageRenderer>,
    pub(super) routes: Router,
}

/// The origin of the site for a request, such as `https://shop.example`.
pub(crate) type SiteOrigin = Arc<dyn Fn(&HeaderMap, &Extensions) -> Option<String> + Send + Sync>;
