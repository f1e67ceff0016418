//! On whose behalf something is asked of the server.

use leptos::web_sys::console;
use shared_store::{Store, UserAction, UserState};

/// The shopper who was logged in when a request was started.
///
/// Its answer may arrive after a logout, or after another login.
#[derive(Clone)]
pub(crate) struct Shopper {
    store: Store,
    id: Option<String>,
}

impl Shopper {
    /// Whoever is logged in now.
    pub(crate) fn present(store: Store) -> Self {
        let id = store.select(present_id);
        Self { store, id }
    }

    /// The shopper's id, if anybody was logged in.
    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Logs the shopper out, also where the session has ended meanwhile. Another user that has logged in since stays.
    pub(crate) fn log_out(&self) {
        let present = self.store.select(present_id);
        if (present.is_none() || present == self.id)
            && let Err(rejected) = self.store.dispatch(UserAction::ClearUser)
        {
            console::error_1(&rejected.message.into());
        }
    }
}

pub(crate) fn present_id(user: &UserState) -> Option<String> {
    user.user.as_ref().map(|user| user.id.clone())
}
