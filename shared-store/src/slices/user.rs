//! Who is logged in. Written by auth, and by the page's owner, which mirrors the profile; read by everyone.

use tarn_wire::{Tagged, Wire};

use crate::{Action, Change, Reduce, Rejected};

/// The actions that begin, replace or end a login. A profile that is saved is no news of the login.
pub const ABOUT_LOGIN: [&str; 4] = [
    UserAction::CLEAR_USER,
    UserAction::SESSION_EXPIRED,
    UserAction::SET_IS_LOGGED_IN,
    UserAction::SET_AT,
];

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

/// What changes the session. Other tabs hear that somebody logged in or out, not who, and no token: each gets its own from the server.
#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "user", state = UserState)]
pub enum UserAction {
    /// Stores the access token with the owner: "set access token".
    SetAt {
        /// The token. It goes no further than the owner's vault.
        #[slice(secret)]
        token: String,
        /// When it expires, ms since the epoch.
        expires_at: u64,
    },
    /// Says whether somebody is logged in.
    #[slice(crosses_tabs)]
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
    #[slice(crosses_tabs)]
    #[slice(forgets_secret)]
    ClearUser,
    /// The server does not know the session any more. The login ends; cart, wishlist and purchase stay for the next login.
    ///
    /// It does not cross tabs: each tab finds out at its own next request, so none loses what is typed in it.
    #[slice(forgets_secret)]
    SessionExpired,
    /// The session is restored, or known to be absent.
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

/// Whether an action of another tab says that somebody logged in there.
#[must_use]
pub fn is_login(action: &Tagged<'_>) -> bool {
    action.tag == UserAction::SET_IS_LOGGED_IN
        && matches!(action.decode(), Ok(UserAction::SetIsLoggedIn { is_logged_in: true }))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persistence::StaleGuard;
    use crate::{StoreOptions, make_store};

    #[test]
    fn a_saved_profile_is_no_news_of_the_login() {
        let store = make_store(StoreOptions::default());
        let login = StaleGuard::on_actions(store.owner().unwrap(), &ABOUT_LOGIN);
        let user = User {
            id: "ada".into(),
            name: Some("Ada".into()),
            ..User::default()
        };
        store.dispatch(UserAction::SetUser { user }).unwrap();
        store.dispatch(UserAction::Restored).unwrap();
        assert!(!login.is_stale());
    }

    #[test]
    fn whatever_begins_replaces_or_ends_a_login_is_news_of_it() {
        let token = String::from("newer");
        for action in [
            UserAction::SetAt { token, expires_at: 0 },
            UserAction::SetIsLoggedIn { is_logged_in: true },
            UserAction::SessionExpired,
            UserAction::ClearUser,
        ] {
            let store = make_store(StoreOptions::default());
            let login = StaleGuard::on_actions(store.owner().unwrap(), &ABOUT_LOGIN);
            store.dispatch(action.clone()).unwrap();
            assert!(login.is_stale(), "{action:?}");
        }
    }
}
