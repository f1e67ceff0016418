//! The shopper's profile.

use axum::Json;
use axum::extract::State;
use shop_api::model::{ProfileUpdate, User};
use shop_api::rules::{check_email, check_name};

use super::bearer::Shopper;
use super::json_body::JsonBody;
use crate::accounts::update_profile;
use crate::app_state::AppState;
use crate::failure::Failure;

pub(super) async fn read(Shopper(user): Shopper) -> Json<User> {
    Json(user)
}

pub(super) async fn save(
    State(state): State<AppState>,
    Shopper(user): Shopper,
    JsonBody(body): JsonBody<ProfileUpdate>,
) -> Result<Json<User>, Failure> {
    let name = check_name(&body.name).map_err(|message| Failure::bad_request("bad_name", message).field("name"))?;
    let email =
        check_email(&body.email).map_err(|message| Failure::bad_request("bad_email", message).field("email"))?;
    Ok(Json(update_profile(&state.writer, &user.id, name, email).await?))
}
