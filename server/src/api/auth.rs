//! Login by code, refresh, logout.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared_api::model::{CodeChallenge, CodeCheck, CodeRequest, Session, User};

use super::device_cookie::Device;
use super::json_body::JsonBody;
use super::{ClientAddress, Failure, refresh_cookie};
use crate::accounts::{
    Asker, LoggedIn, Rotation, ask_for_code, log_in, phone_of, revoke_family_of, rotate, sign_token,
};
use crate::app_state::AppState;
use crate::clock::api_time;

pub(super) async fn request_code(
    State(state): State<AppState>,
    address: ClientAddress,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CodeRequest>,
) -> Result<Json<CodeChallenge>, Failure> {
    let phone = phone_of(&body.phone)?;
    let device = Device::read(&headers);
    let asker = Asker {
        address,
        device_for: &|phone| device.known_for(&state.secret, phone),
    };
    ask_for_code(&state, &asker, phone, body.resend_of.as_deref())
        .await
        .map(Json)
}

pub(super) async fn verify(
    State(state): State<AppState>,
    address: ClientAddress,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CodeCheck>,
) -> Result<Response, Failure> {
    let device = Device::read(&headers);
    let asker = Asker {
        address,
        device_for: &|phone| device.known_for(&state.secret, phone),
    };
    let LoggedIn {
        user,
        family_id,
        refresh,
    } = log_in(&state, &asker, &body.challenge_id, &body.code).await?;
    let cookie = device.after_login(&state.secret, &user.phone, &state.base_path, state.secure_cookies)?;
    let mut response = session_response(&state, user, &family_id, &refresh)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// A guest's page asks this, too: no session is no error.
pub(super) async fn refresh(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Failure> {
    let Some(token) = refresh_cookie::read(&headers) else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    match rotate(&state, &token).await? {
        Rotation::Fresh { user, family_id, token } => session_response(&state, user, &family_id, &token),
        Rotation::Refused => Ok(signed_out(&state)),
    }
}

pub(super) async fn log_out(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = refresh_cookie::read(&headers) {
        revoke_family_of(&state, &token).await?;
    }
    Ok(signed_out(&state))
}

fn session_response(state: &AppState, user: User, family_id: &str, refresh: &str) -> Result<Response, Failure> {
    let (token, ends) = sign_token(&state.secret, &user.id, family_id, state.clock.now_ms(), state.token_ms)
        .map_err(|error| Failure::internal(&error))?;
    let session = Session {
        token,
        expires_at: api_time(ends),
        user,
    };
    let cookie = refresh_cookie::set(refresh, &state.base_path, state.secure_cookies);
    Ok(([(header::SET_COOKIE, cookie)], Json(session)).into_response())
}

fn signed_out(state: &AppState) -> Response {
    let cookie = refresh_cookie::clear(&state.base_path, state.secure_cookies);
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response()
}
