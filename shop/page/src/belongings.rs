//! What belongs to a user in the storages of the browser, bound to that user's id and removed with the user.

use std::cell::RefCell;
use std::rc::Rc;

use shared_store::browser::storage::Area;
use shared_store::store::TAB_NAME;
use shared_store::{Store, UserAction, UserState};

use crate::report::report;
use crate::whose::{USER_KEY, is_of_user, is_of_user_in_browser, may_stay};

/// In localStorage while there is a logout that the server has not confirmed.
const LOGOUT_KEY: &str = "shop.logout";

/// Whose data the browser and this tab keep. Clones are the same.
#[derive(Clone)]
pub(crate) struct Belongings {
    /// The id where localStorage is denied or full: it lasts as long as the page.
    unstored: Rc<RefCell<Option<String>>>,
    /// The id of the user whose session the server gave last.
    of_server: Rc<RefCell<Option<String>>>,
}

impl Belongings {
    /// Removes the data that a restored tab still has of an earlier user, and follows logins and logouts from now on.
    pub(crate) fn follow(store: &Store) -> Self {
        let belongings = Self {
            unstored: Rc::default(),
            of_server: Rc::default(),
        };
        if !may_stay(stored(Area::Session).as_deref(), belongings.user().as_deref()) {
            forget_tab();
        }
        if let Some(owner) = store.owner() {
            let (logged_in, logged_out) = (belongings.clone(), belongings.clone());
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
        belongings
    }

    /// A logout that the server has not heard of is kept, and its page may have gone before it forgot the user.
    pub(crate) fn finish_logout(&self, store: &Store) {
        // Its note is no JSON (shop/api/src/owner/api_client.js).
        let is_kept = !matches!(Area::Local.read_encoded(LOGOUT_KEY), Ok(None));
        if is_kept && self.user().is_some() {
            report(store.dispatch(UserAction::ClearUser));
        }
    }

    /// The id of the user whose data the browser keeps; it outlives an expired session and ends with a logout in any tab.
    pub(crate) fn user(&self) -> Option<String> {
        self.unstored.borrow().clone().or_else(|| stored(Area::Local))
    }

    /// The server has given this user's session.
    pub(crate) fn record_session(&self, user: &str) {
        self.of_server.replace(Some(user.to_owned()));
    }

    /// Whether the server has given this user's session. Anything else that the store has of a user was dispatched by this page alone.
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
            // A tab that can store nothing keeps nothing either.
            let _ = Area::Session.write(USER_KEY, &user.to_owned());
        }
    }

    /// What all tabs share is removed by the tab that logged out: when another tab hears of it, there may be a next user.
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
