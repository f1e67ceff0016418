//! The session: restored at the start, renewed by the API client, shared with the other tabs.

use gloo_events::EventListener;
use shared_api::model::Session;
use shared_api::owner::{ApiClient, ApiHooks};
use shared_store::browser::storage::Area;
use shared_store::{Rejected, Store, User, UserAction, select_is_logged_in};
use wasm_bindgen::JsCast;

use crate::Page;

/// Whether somebody is logged in, for the other tabs. Not a secret, and nobody is let in by it.
const LOGGED_IN_KEY: &str = "shop.loggedIn";

/// The one API client of the page, which reads the access token from the store's vault.
pub(crate) fn api_client(store: &Store) -> ApiClient {
    ApiClient::new(ApiHooks {
        token: Box::new({
            let store = store.clone();
            move || store.owner().and_then(|owner| owner.access_token())
        }),
        on_session: Box::new({
            let store = store.clone();
            move |session| report(log_in(&store, session))
        }),
        on_signed_out: Box::new({
            let store = store.clone();
            move || report(store.dispatch(UserAction::ClearUser))
        }),
    })
}

impl Page {
    /// Asks the server whether there is a session, and then declares the page ready, whatever the answer.
    ///
    /// # Errors
    /// A sentence for the shopper when the server cannot be asked. The page is ready all the same, with nobody logged in.
    pub async fn restore_session(&self) -> Result<(), String> {
        let restored = self.api.restore_session().await;
        let result = match restored {
            Ok(Some(session)) => {
                report(log_in(&self.store, session));
                Ok(())
            }
            Ok(None) => Ok(()),
            Err(error) => Err(error.message),
        };
        report(self.store.dispatch(UserAction::Restored));
        result
    }
}

/// Dispatches what a session means, in the order in which nothing is shown half.
///
/// # Errors
/// When the store refuses the session.
pub fn log_in(store: &Store, session: Session) -> Result<(), Rejected> {
    store.dispatch(UserAction::SetAt {
        token: session.token,
        expires_at: session.expires_at,
    })?;
    store.dispatch(UserAction::SetUser {
        user: User {
            id: session.user.id,
            name: session.user.name,
            phone: session.user.phone,
            email: session.user.email,
        },
    })?;
    store.dispatch(UserAction::SetIsLoggedIn { is_logged_in: true })
}

/// Logging in or out in one tab does so in the others.
pub(crate) fn follow_other_tabs(page: &Page) {
    let Some(owner) = page.store.owner() else {
        return;
    };
    let telling = owner.listen("user/*", {
        let store = page.store.clone();
        let told = std::cell::Cell::new(false);
        move |_, _| {
            let logged_in = store.select(select_is_logged_in);
            if told.replace(logged_in) != logged_in {
                // Where storage is denied there is no other tab to tell.
                let _ = Area::Local.write(LOGGED_IN_KEY, &logged_in);
            }
        }
    });
    telling.forever();
    let (store, page) = (page.store.clone(), page.clone());
    let Some(window) = web_sys::window() else {
        return;
    };
    EventListener::new(&window, "storage", move |event| {
        let key = event
            .dyn_ref::<web_sys::StorageEvent>()
            .and_then(web_sys::StorageEvent::key);
        if key.as_deref() != Some(LOGGED_IN_KEY) {
            return;
        }
        let there = matches!(Area::Local.read::<bool>(LOGGED_IN_KEY), Ok(Some(true)));
        let here = store.select(select_is_logged_in);
        if here && !there {
            report(store.dispatch(UserAction::ClearUser));
        } else if there && !here {
            let page = page.clone();
            leptos::task::spawn_local(async move {
                // If the server cannot be asked now, this tab stays as it is until it is used.
                let _ = page.restore_session().await;
            });
        }
    })
    .forget();
}

/// The owner's own actions are well-formed; should one be refused, the console says so.
pub(crate) fn report(result: Result<(), Rejected>) {
    if let Err(rejected) = result {
        web_sys::console::error_1(&rejected.to_string().into());
    }
}
