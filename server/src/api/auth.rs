//! Login by code, refresh, logout.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shop_api::model::{CodeChallenge, CodeCheck, CodeRequest, Session, User};

use super::device_cookie::Device;
use super::json_body::JsonBody;
use super::refresh_cookie;
use crate::accounts::{
    Asker, LoggedIn, Rotation, ask_for_code, log_in, phone_of, revoke_family_of, rotate, sign_token,
};
use crate::app_state::AppState;
use crate::client_address::ClientAddress;
use crate::clock::api_time;
use crate::failure::Failure;

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

/// Guests call this, too, so a missing session is not an error.
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use axum::http::HeaderValue;
    use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

    use super::*;
    use crate::clock::Clock;
    use crate::database;
    use crate::rate_limits::RateLimits;
    use crate::signing_secret::SigningSecret;

    /// A server with one connection for reads, on a database with a login whose refresh token is `abc`.
    async fn server_with_one_reader(data: &std::path::Path) -> AppState {
        let opened = database::open(data, Duration::from_secs(10)).await.unwrap();
        let mut tx = opened.writer.begin().await.unwrap();
        for row in [
            "INSERT INTO users (id, phone, created_at) VALUES ('ada', '+491512345678', 1)",
            "INSERT INTO refresh_families (id, user_id, created_at) VALUES ('family', 'ada', 1)",
            // The hash is SHA-256 of `abc`.
            "INSERT INTO refresh_tokens (hash, family_id, created_at, expires_at)
             VALUES (x'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'family', 1, 9000000000000)",
        ] {
            sqlx::query(row).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        let reader = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(1));
        let file = SqliteConnectOptions::new().filename(&opened.file);
        AppState {
            database: reader.connect_with(file).await.unwrap(),
            writer: opened.writer,
            clock: Clock::default(),
            secret: SigningSecret::for_test(1),
            demo: true,
            limits: RateLimits::new(None, true),
            trusted_proxies: Arc::default(),
            token_ms: 1000,
            secure_cookies: false,
            base_path: tarn_base_path::BasePath::default(),
            site_origin: Arc::new(|_, _| None),
            own_ports: Arc::default(),
        }
    }

    #[tokio::test]
    async fn a_refresh_that_has_replaced_the_token_waits_for_no_reader() {
        let folder = tempfile::tempdir().unwrap();
        let state = server_with_one_reader(folder.path()).await;
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::from_static("refresh=abc"));
        // Another request takes the only read connection after the refresh has looked up its token, and keeps it.
        let (refreshed, _kept) = tokio::join!(refresh(State(state.clone()), headers), state.database.acquire());
        assert_eq!(refreshed.unwrap().status(), StatusCode::OK);
    }
}
