//! Ids in paths.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::app_state::AppState;

/// The id in the path. A malformed one counts as an unknown id.
pub(super) struct PathId(pub(super) String);

impl FromRequestParts<AppState> for PathId {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(id.map(|path| path.0).unwrap_or_default()))
    }
}
