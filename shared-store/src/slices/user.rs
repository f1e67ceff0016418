//! Who is logged in. Written by auth, and by the page's owner, which mirrors the profile; read by everyone.

use tarn_wire::Wire;

use crate::{Change, Rejected, Secret, Slice, SliceAction, SliceState};

/// The slice `user`.
#[derive(Debug)]
pub struct UserSlice;

/// The type of the action that empties every slice with user data.
pub const CLEAR_USER: &str = "user/clearUser";

/// The type of the action that ends a login and keeps cart, wishlist and purchase.
pub const SESSION_EXPIRED: &str = "user/sessionExpired";

/// The type of the action that says whether somebody is logged in.
pub const LOGGED_IN: &str = "user/setIsLoggedIn";

const REDACTED: &str = "[redacted]";

/// The session as every app may see it: not the access token, only whether there is one.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub struct UserState {
    /// Whether the host knows yet if there is a session.
    pub status: SessionStatus,
    /// Whether somebody is logged in.
    pub is_logged_in: bool,
    /// Who.
    pub user: Option<User>,
    /// Whether the owner holds an access token.
    pub has_access_token: bool,
}

/// Nothing may redirect to /login before the status is `Ready`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Wire)]
pub enum SessionStatus {
    /// The host is still asking whether there is a session.
    #[default]
    Restoring,
    /// The answer is known.
    Ready,
}

/// A shopper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
pub struct User {
    /// The server's id.
    pub id: String,
    /// The name, once given.
    #[wire(default)]
    pub name: Option<String>,
    /// The phone number that was verified.
    pub phone: String,
    /// The address, once given.
    #[wire(default)]
    pub email: Option<String>,
}

/// What changes the session.
#[derive(Debug, Clone, PartialEq, Wire)]
pub enum UserAction {
    /// Stores the access token with the owner: "set access token".
    SetAt {
        /// The token. It goes no further than the owner's vault.
        token: String,
        /// When it expires, ms since the epoch.
        expires_at: u64,
    },
    /// Says whether somebody is logged in.
    SetIsLoggedIn {
        /// Whether.
        is_logged_in: bool,
    },
    /// Says who.
    SetUser {
        /// The shopper.
        user: User,
    },
    /// Logs out: every slice forgets what belongs to the user.
    ClearUser,
    /// The server does not know the session any more. The login ends; cart, wishlist and purchase stay for the next login.
    ///
    /// It does not cross tabs: each tab finds out at its own next request, so none loses what is typed in it.
    SessionExpired,
    /// The session is restored, or known to be absent.
    Restored,
}

impl SliceState for UserState {
    type Slice = UserSlice;
}

impl SliceAction for UserAction {
    type Slice = UserSlice;
}

impl Slice for UserSlice {
    const KEY: &'static str = "user";
    const HAS_SECRETS: bool = true;
    /// That somebody logged in or out, not who, and no token: each tab gets its own from the server.
    const CROSSES_TABS: &'static [&'static str] = &["clearUser", "setIsLoggedIn"];
    type State = UserState;
    type Action = UserAction;

    fn reduce(state: &mut UserState, action: UserAction, _seq: u64) -> Result<Change, Rejected> {
        let mut next = state.clone();
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
                    status: state.status,
                    ..UserState::default()
                };
            }
            UserAction::Restored => next.status = SessionStatus::Ready,
        }
        let change = Change::when(next != *state);
        *state = next;
        Ok(change)
    }

    fn withhold(action: &mut UserAction) -> Option<Secret> {
        match action {
            UserAction::SetAt { token, .. } if !token.is_empty() => {
                Some(Secret::Keep(std::mem::replace(token, REDACTED.into())))
            }
            UserAction::ClearUser | UserAction::SessionExpired => Some(Secret::Forget),
            _ => None,
        }
    }
}

/// Whether somebody is logged in.
#[must_use]
pub fn select_is_logged_in(user: &UserState) -> bool {
    user.is_logged_in
}

/// Whether the session is restored, or known to be absent.
#[must_use]
pub fn select_is_ready(user: &UserState) -> bool {
    user.status == SessionStatus::Ready
}

/// Who is logged in.
#[must_use]
pub fn select_user(user: &UserState) -> Option<User> {
    user.user.clone()
}

/// The id of the user that is logged in; empty for a guest.
#[must_use]
pub fn select_user_id(user: &UserState) -> String {
    user.user.as_ref().map(|user| user.id.clone()).unwrap_or_default()
}

/// What to call the shopper: the name, or else the phone number.
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
