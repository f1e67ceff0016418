//! Who renders the pages of a server.

use std::sync::Arc;

use axum::Router;
use axum::http::{Extensions, HeaderMap};
use tarn_render::PageRenderer;

use super::rendered_page::{LastFrame, LastStyles};

/// The renderer, and the routes of the server that answer for the API.
#[derive(Clone)]
pub(super) struct RenderedPages {
    pub(super) renderer: Arc<dyn PageRenderer>,
    pub(super) routes: Router,
    /// What only a deployment changes.
    pub(super) frame: Arc<LastFrame>,
    pub(super) styles: Arc<LastStyles>,
}

impl RenderedPages {
    pub(super) fn new(renderer: Arc<dyn PageRenderer>, routes: Router) -> Self {
        Self {
            renderer,
            routes,
            frame: Arc::default(),
            styles: Arc::default(),
        }
    }
}

/// The origin of the site for a request, such as `https://shop.example`.
pub(crate) type SiteOrigin = Arc<dyn Fn(&HeaderMap, &Extensions) -> Option<String> + Send + Sync>;
