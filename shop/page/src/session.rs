//! The session: restored at the start, renewed by the API client, shared with the other tabs.

use std::cell::RefCell;
use std::rc::Rc;

use shared_store::store::{OWNER_NAME, TAB_NAME};
use shared_store::{Rejected, Slice, SliceAction, Store, UserAction, UserState};
use shop_api::model::Session;
use shop_api::owner::{ApiClient, ApiHooks};
use tarn_page::Persisted;
use tarn_wire::Tagged;

use crate::report::report;
use crate::user_data::{UserData, present};

/// The one API client of the page. It reads the access token from the store's vault.
pub(crate) fn api_client(store: &Store, user_data: &UserData, persisted: &Persisted) -> ApiClient {
    let way: Rc<dyn Fn(&str)> = {
        let (store, user_data, persisted) = (store.clone(), user_data.clone(), persisted.clone());
        Rc::new(move |user| replace_user(&store, &user_data, &persisted, user))
    };
    ApiClient::new(ApiHooks {
        token: Box::new({
            let store = store.clone();
            move || store.owner().and_then(|owner| owner.secret())
        }),
        user: Box::new({
            let store = store.clone();
            move || present(&store)
        }),
        on_session: Box::new({
            let (store, way) = (store.clone(), Rc::clone(&way));
            move |session: Session| {
                way(&session.user.id);
                log_in(&store, session);
            }
        }),
        on_login: Box::new(move |user| way(&user)),
        on_signed_out: Box::new({
            let store = store.clone();
            move || report(store.dispatch(UserAction::SessionExpired))
        }),
    })
}

/// Drops the API client's cached data of a user when that user logs out, in this tab or another.
pub(crate) fn forget_with_user(store: &Store, api: &ApiClient) {
    let Some(owner) = store.owner() else { return };
    let known: Rc<RefCell<Option<String>>> = Rc::default();
    for action in [
        UserAction::CLEAR_USER,
        UserAction::SESSION_EXPIRED,
        UserAction::SET_USER,
    ] {
        let (store, api, known) = (store.clone(), api.clone(), Rc::clone(&known));
        let forgetting = owner.listen(action, move |_| {
            let present = present(&store);
            let before = known.replace(present.clone());
            if before.is_some() && before != present || present.is_none() {
                api.forget(present.is_some());
            }
        });
        forgetting.forever();
    }
}

/// Records that the server has returned this user's session, and removes the data of another user before the login: that
/// user's session may have expired, in this tab or another.
pub(crate) fn replace_user(store: &Store, user_data: &UserData, persisted: &Persisted, user: &str) {
    let is_another = |other: Option<String>| other.is_some_and(|other| other != user);
    if is_another(user_data.user()) {
        report(store.dispatch(UserAction::ClearUser));
    } else if is_another(present(store)) {
        // Another tab has logged this user in without this tab's knowledge. The browser already stores this user's data;
        // only this tab still shows the other user's.
        report(dispatch_for_tabs(store, &UserAction::ClearUser));
        persisted.read_again();
    }
    user_data.record_session(user);
}

/// Dispatches in the name of the other tabs, so the action is not sent to them.
pub(crate) fn dispatch_for_tabs<A: SliceAction + tarn_wire::Wire>(store: &Store, action: &A) -> Result<(), Rejected> {
    let Some(owner) = store.owner() else { return Ok(()) };
    owner.dispatch_encoded(&TAB_NAME.into(), Tagged::encode(A::Slice::KEY, action))
}

/// Dispatches a session as one batch, in an order that never shows half of it.
pub fn log_in(store: &Store, session: Session) {
    log_in_as(OWNER_NAME, store, session);
}

pub(crate) fn log_in_as(name: &'static str, store: &Store, session: Session) {
    let dispatching = store.clone();
    store.batch(move || {
        let Some(owner) = dispatching.owner() else { return };
        let name = name.into();
        report(shop_login::log_in(session, |action| {
            owner.dispatch_encoded(&name, Tagged::encode(UserState::KEY, &action))
        }));
    });
}
