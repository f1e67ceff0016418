//! Authentication by the bearer token.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use shop_api::model::User;

use crate::accounts::{TokenFault, read_token, user_of_session};
use crate::app_state::AppState;
use crate::failure::Failure;

/// A logged-in shopper.
pub(super) struct Shopper(pub(super) User);

impl FromRequestParts<AppState> for Shopper {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Some(value) = parts.headers.get(AUTHORIZATION) else {
            return Err(Failure::unauthorised("token_missing", "Please log in to see this."));
        };
        let token = value.to_str().ok().and_then(bearer).ok_or_else(invalid)?;
        let claims = read_token(&state.secret, token, state.clock.now_ms()).map_err(|fault| match fault {
            TokenFault::Expired => Failure::unauthorised(
                "token_expired",
                "Your access has run out. Please reload the page or log in again.",
            ),
            TokenFault::Invalid => invalid(),
        })?;
        user_of_session(&state.database, &claims.sub, &claims.sid)
            .await?
            .map(Self)
            .ok_or_else(invalid)
    }
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn invalid() -> Failure {
    Failure::unauthorised("token_invalid", "You are no longer logged in. Please log in again.")
}
