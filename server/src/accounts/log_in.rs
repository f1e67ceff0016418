//! The login: from a code to a session.

use shop_api::model::User;

use super::code_challenges::{CodeVerdict, check_code, refuse_unknown_challenge};
use super::code_limits::Asker;
use super::phone_form::form_of_stored;
use super::refresh_families::open_family;
use super::users::user_with_phone;
use crate::app_state::AppState;
use crate::failure::Failure;

/// The result of a login.
pub(crate) struct LoggedIn {
    pub(crate) user: User,
    /// The id of the login.
    pub(crate) family_id: String,
    /// Its first refresh token.
    pub(crate) refresh: String,
}

/// Logs in with a code. One transaction, so a used code always has its session.
pub(crate) async fn log_in(
    state: &AppState,
    asker: &Asker<'_>,
    challenge_id: &str,
    code: &str,
) -> Result<LoggedIn, Failure> {
    refuse_unknown_challenge(state, challenge_id).await?;
    let mut tx = state.writer.begin().await?;
    let phone = match check_code(state, &mut tx, asker, challenge_id, code).await? {
        // The challenge may come from an earlier release.
        CodeVerdict::Right(phone) => form_of_stored(&phone).unwrap_or(phone),
        CodeVerdict::Wrong(failure) => {
            tx.commit().await?;
            return Err(failure);
        }
    };
    let now = state.clock.now_ms();
    let user = user_with_phone(&mut tx, &phone, now).await?;
    let (family_id, refresh) = open_family(&mut tx, &user.id, now).await?;
    tx.commit().await?;
    Ok(LoggedIn {
        user,
        family_id,
        refresh,
    })
}
