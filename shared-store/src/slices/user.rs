//! The session and its user. Written by auth and by the page's owner, which mirrors the profile; read by all apps.

use serde::{Deserialize, Serialize};
use tarn_wire::{Tagged, Wire};

use crate::{Action, Change, Reduce, Rejected};

/// The actions that begin, replace or end a login. Saving a profile is not one of them.
pub const ABOUT_LOGIN: [&str; 4] = [
    UserAction::CLEAR_USER,
    UserAction::SESSION_EXPIRED,
    UserAction::SET_IS_LOGGED_IN,
    UserAction::SET_AT,
];

/// The session without its access token, which only the owner holds.
#[derive(Debug, Clone, Default, PartialEq, Wire, Serialize, Deserialize)]
#[wire(default)]
#[serde(default, rename_all = "camelCase")]
pub struct UserState {
    /// Whether the session is known.
    pub status: SessionStatus,
    /// Whether a user is logged in.
    pub is_logged_in: bool,
    /// The logged-in user.
    pub user: Option<User>,
    /// Whether the owner holds an access token.
    pub has_access_token: bool,
}

/// The state of the session's restoration. Redirects to /login must wait for `Ready`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SessionStatus {
    /// The owner is still restoring the session.
    #[default]
    Restoring,
    /// The session is restored, or known to be absent.
    Ready,
}

/// A shopper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The server's id.
    pub id: String,
    /// The name, once given.
    #[wire(default)]
    pub name: Option<String>,
    /// The verified phone number.
    pub phone: String,
    /// The email address, once given.
    #[wire(default)]
    pub email: Option<String>,
}

/// Actions on the session. Other tabs learn that a login or logout happened, but neither the user nor the token: each tab
/// requests its own from the server.
#[derive(Debug, Clone, PartialEq, Wire, Serialize, Deserialize, Action)]
#[slice(key = "user", state = UserState)]
#[serde(tag = "type", content = "payload", rename_all_fields = "camelCase")]
pub enum UserAction {
    /// Stores the access token in the owner's vault ("set access token").
    #[serde(rename = "user/setAt")]
    SetAt {
        /// The token. It never leaves the owner's vault.
        #[slice(secret)]
        token: String,
        /// The expiry, ms since the epoch.
        expires_at: u64,
    },
    /// Sets whether a user is logged in.
    #[slice(crosses_tabs)]
    #[serde(rename = "user/setIsLoggedIn")]
    SetIsLoggedIn {
        /// The new value.
        is_logged_in: bool,
    },
    /// Sets the user.
    #[serde(rename = "user/setUser")]
    SetUser {
        /// The shopper.
        user: User,
    },
    /// Logs out: every slice drops the user's data.
    #[slice(crosses_tabs)]
    #[slice(forgets_secret)]
    #[serde(rename = "user/clearUser")]
    ClearUser,
    /// The server no longer knows the session. The login ends; cart, wishlist and purchase stay for the next login.
    ///
    /// It does not cross tabs: each tab notices at its own next request, so no tab loses unsaved text.
    #[slice(forgets_secret)]
    #[serde(rename = "user/sessionExpired")]
    SessionExpired,
    /// The session is restored, or known to be absent.
    #[serde(rename = "user/restored")]
    Restored,
}

impl Reduce<UserAction> for UserState {
    fn reduce(&mut self, action: UserAction, _seq: u64) -> Result<Change, Rejected> {
        let mut next = self.clone();
        match action {
            UserAction::SetAt { token, .. } if token.is_empty() => {
                return Err(Rejected::refused("token: an access token is not empty"));
            }
            UserAction::SetAt { .. } => next.has_access_token = true,
            UserAction::SetIsLoggedIn { is_logged_in } => next.is_logged_in = is_logged_in,
            UserAction::SetUser { user } if user.id.is_empty() => {
                return Err(Rejected::refused("user.id: a user's id is not empty"));
            }
            UserAction::SetUser { user } => next.user = Some(user),
            UserAction::ClearUser | UserAction::SessionExpired => {
                next = UserState {
                    status: self.status,
                    ..UserState::default()
                };
            }
            UserAction::Restored => next.status = SessionStatus::Ready,
        }
        let change = Change::when(next != *self);
        *self = next;
        Ok(change)
    }
}

/// True for an action of another tab that reports a login.
#[must_use]
pub fn is_login(action: &Tagged<'_>) -> bool {
    action.tag == UserAction::SET_IS_LOGGED_IN
        && matches!(action.decode(), Ok(UserAction::SetIsLoggedIn { is_logged_in: true }))
}

/// Whether a user is logged in.
#[must_use]
pub fn select_is_logged_in(user: &UserState) -> bool {
    user.is_logged_in
}

/// Whether the session is restored, or known to be absent.
#[must_use]
pub fn select_is_ready(user: &UserState) -> bool {
    user.status == SessionStatus::Ready
}

/// The logged-in user.
#[must_use]
pub fn select_user(user: &UserState) -> Option<User> {
    user.user.clone()
}

/// The id of the user that is logged in; empty for a guest.
#[must_use]
pub fn select_user_id(user: &UserState) -> String {
    user.user.as_ref().map(|user| user.id.clone()).unwrap_or_default()
}

/// The shopper's name, or else the phone number.
#[must_use]
pub fn select_display_name(user: &UserState) -> Option<String> {
    user.user.as_ref().map(|user| match &user.name {
        Some(name) if !name.is_empty() => name.clone(),
        _ => user.phone.clone(),
    })
}

/// Whether the owner holds an access token.
#[must_use]
pub fn select_has_access_token(user: &UserState) -> bool {
    user.has_access_token
}
