//! The user of a request.

use leptos::leptos_dom::logging::console_error;
use shared_store::{Store, UserAction, UserState};

/// The shopper who is logged in when a request starts.
///
/// The answer may arrive after a logout, or after the login of another user.
#[derive(Clone)]
pub(crate) struct Shopper {
    store: Store,
    id: Option<String>,
}

impl Shopper {
    /// The shopper who is logged in now.
    pub(crate) fn present(store: Store) -> Self {
        let id = store.select(present_id);
        Self { store, id }
    }

    /// The shopper's id; `None` for a guest.
    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Logs the shopper out, even if the session has expired meanwhile. Does nothing if another user has logged in since.
    pub(crate) fn log_out(&self) {
        let present = self.store.select(present_id);
        if (present.is_none() || present == self.id)
            && let Err(rejected) = self.store.dispatch(UserAction::ClearUser)
        {
            console_error(&rejected.message);
        }
    }
}

pub(crate) fn present_id(user: &UserState) -> Option<String> {
    user.user.as_ref().map(|user| user.id.clone())
}
