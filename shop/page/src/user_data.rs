//! The data of a user in the browser's storages, bound to the user's id and removed at a logout.

use std::cell::RefCell;
use std::rc::Rc;

use shared_store::browser::storage::Area;
use shared_store::store::TAB_NAME;
use shared_store::{Store, UserAction, UserState};

use crate::report::report;
use crate::user_keys::{USER_KEY, is_of_user, is_of_user_in_browser, may_stay};

/// Set in localStorage while the server has not confirmed a logout.
const LOGOUT_KEY: &str = "shop.logout";

/// The user of the data in this browser and this tab. Clones share it.
#[derive(Clone)]
pub(crate) struct UserData {
    /// The id if localStorage is denied or full; it lives as long as the page.
    unstored: Rc<RefCell<Option<String>>>,
    /// The id of the last user whose session came from the server.
    of_server: Rc<RefCell<Option<String>>>,
}

impl UserData {
    /// Removes the data of an earlier user from a restored tab, and follows logins and logouts from now on.
    pub(crate) fn follow(store: &Store) -> Self {
        let user_data = Self {
            unstored: Rc::default(),
            of_server: Rc::default(),
        };
        if !may_stay(stored(Area::Session).as_deref(), user_data.user().as_deref()) {
            forget_tab();
        }
        if let Some(owner) = store.owner() {
            let (logged_in, logged_out) = (user_data.clone(), user_data.clone());
            let store = store.clone();
            let binding = owner.listen(UserAction::SET_USER, move |_| {
                if let Some(user) = present(&store) {
                    logged_in.bind(&user);
                }
            });
            binding.forever();
            let forgetting = owner.listen(UserAction::CLEAR_USER, move |applied| {
                logged_out.forget(*applied.from == *TAB_NAME)
            });
            forgetting.forever();
        }
        user_data
    }

    /// Completes an unconfirmed logout: its page may have closed before it removed the user's data.
    pub(crate) fn finish_logout(&self, store: &Store) {
        // The stored value is not JSON (shop/api/src/owner/api_client.js).
        let is_kept = !matches!(Area::Local.read_encoded(LOGOUT_KEY), Ok(None));
        if is_kept && self.user().is_some() {
            report(store.dispatch(UserAction::ClearUser));
        }
    }

    /// The id of the user whose data the browser stores. It outlives an expired session and ends with a logout in any tab.
    pub(crate) fn user(&self) -> Option<String> {
        self.unstored.borrow().clone().or_else(|| stored(Area::Local))
    }

    /// Records that the server has returned this user's session.
    pub(crate) fn record_session(&self, user: &str) {
        self.of_server.replace(Some(user.to_owned()));
    }

    /// True if the server has returned this user's session. Any other user in the store was dispatched by this page alone.
    pub(crate) fn is_of_server(&self, user: &str) -> bool {
        self.of_server.borrow().as_deref() == Some(user)
    }

    fn bind(&self, user: &str) {
        if self.user().as_deref() != Some(user) {
            let is_stored = Area::Local.write(USER_KEY, &user.to_owned()).is_ok();
            self.unstored.replace((!is_stored).then(|| user.to_owned()));
        }
        let before = stored(Area::Session);
        if before.as_deref() != Some(user) {
            if before.is_some() {
                forget_tab();
            }
            // Without storage there is no data to bind.
            let _ = Area::Session.write(USER_KEY, &user.to_owned());
        }
    }

    /// Shared data are removed only by the tab of the logout: when another tab receives it, the next user may have logged in.
    fn forget(&self, is_elsewhere: bool) {
        self.unstored.take();
        self.of_server.take();
        if !is_elsewhere {
            Area::Local.remove(USER_KEY);
            Area::Local.remove_where(is_of_user_in_browser);
        }
        forget_tab();
    }
}

/// The id of the user who is logged in here.
pub(crate) fn present(store: &Store) -> Option<String> {
    store.select(|user: &UserState| user.user.as_ref().map(|user| user.id.clone()))
}

fn stored(area: Area) -> Option<String> {
    area.read(USER_KEY).ok().flatten()
}

fn forget_tab() {
    Area::Session.remove(USER_KEY);
    Area::Session.remove_where(is_of_user);
}
