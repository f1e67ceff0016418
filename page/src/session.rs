//! The session: restored at the start, renewed by the API client, shared with the other tabs.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use shared_api::model::Session;
use shared_api::owner::{ApiClient, ApiHooks};
use shared_store::persistence::Watch;
use shared_store::store::{OWNER_NAME, TAB_NAME};
use shared_store::{CLEAR_USER, Rejected, Slice, Store, User, UserAction, UserSlice, UserState, select_is_logged_in};
use wire::Tagged;

use crate::Page;

/// The one API client of the page, which reads the access token from the store's vault.
pub(crate) fn api_client(store: &Store) -> ApiClient {
    ApiClient::new(ApiHooks {
        token: Box::new({
            let store = store.clone();
            move || store.owner().and_then(|owner| owner.access_token())
        }),
        on_session: Box::new({
            let store = store.clone();
            move |session| log_in(&store, session)
        }),
        on_signed_out: Box::new({
            let store = store.clone();
            move || report(store.dispatch(UserAction::ClearUser))
        }),
    })
}

/// What the API client has cached for a user goes with that user, also where the logout comes from another tab.
pub(crate) fn forget_with_user(store: &Store, api: &ApiClient) {
    let Some(owner) = store.owner() else { return };
    let known: Rc<RefCell<Option<String>>> = Rc::default();
    for action in [CLEAR_USER, "user/setUser"] {
        let (store, api, known) = (store.clone(), api.clone(), Rc::clone(&known));
        let forgetting = owner.listen(action, move |_, _| {
            let present = store.select(|user: &UserState| user.user.as_ref().map(|user| user.id.clone()));
            let before = known.replace(present.clone());
            if before.is_some() && before != present || present.is_none() {
                api.forget(present.is_some());
            }
        });
        forgetting.forever();
    }
}

impl Page {
    /// Asks the server whether there is a session, and then declares the page ready, whatever the answer.
    ///
    /// # Errors
    /// A sentence for the shopper when the server cannot be asked. The page is ready all the same, with nobody logged in.
    pub async fn restore_session(&self) -> Result<(), String> {
        let (session, result) = match self.session_of_server().await {
            Ok(session) => (session, Ok(())),
            Err(what) => (None, Err(what)),
        };
        let store = self.store.clone();
        // In one go: no subscriber is told of a session that is there by half.
        self.store.batch(move || {
            if let Some(session) = session {
                log_in(&store, session);
            }
            report(store.dispatch(UserAction::Restored));
        });
        result
    }

    /// Somebody logged in in another tab. Tokens do not cross, so this tab asks the server for a session of its own.
    pub(crate) fn follow_login(&self) {
        let page = self.clone();
        leptos::task::spawn_local(async move {
            // Twice, because the first may join a request that was sent before the login. If the server cannot be asked now,
            // this tab stays as it is until it is used.
            for _ in 0..2 {
                if page.store.select(select_is_logged_in) {
                    return;
                }
                if let Ok(Some(session)) = page.session_of_server().await {
                    // In the name of the other tabs, which need not hear of it.
                    log_in_as(TAB_NAME, &page.store, session);
                }
            }
        });
    }

    /// The session that the server has for this browser. None if somebody logged in or out here while it was asked: that is
    /// newer than its answer.
    fn session_of_server(&self) -> Pin<Box<dyn Future<Output = Result<Option<Session>, String>>>> {
        let page = self.clone();
        // One piece of code for all who ask.
        Box::pin(async move {
            let watch = page.store.owner().map(|owner| Watch::on(owner, UserSlice::KEY));
            let answer = page.api.restore_session().await;
            let is_late = watch.is_some_and(|watch| {
                let is_late = watch.has_seen_any();
                watch.end();
                is_late
            });
            match answer {
                _ if is_late => Ok(None),
                Ok(session) => Ok(session),
                Err(error) => Err(error.message),
            }
        })
    }
}

/// Dispatches what a session means, in one go and in the order in which nothing is shown half.
pub fn log_in(store: &Store, session: Session) {
    log_in_as(OWNER_NAME, store, session);
}

fn log_in_as(name: &'static str, store: &Store, session: Session) {
    let dispatching = store.clone();
    store.batch(move || {
        let Some(owner) = dispatching.owner() else { return };
        let user = session.user;
        let actions = [
            UserAction::SetAt {
                token: session.token,
                expires_at: session.expires_at,
            },
            UserAction::SetUser {
                user: User {
                    id: user.id,
                    name: user.name,
                    phone: user.phone,
                    email: user.email,
                },
            },
            UserAction::SetIsLoggedIn { is_logged_in: true },
        ];
        for action in actions {
            let done = owner.dispatch_encoded(&name.into(), Tagged::encode(UserSlice::KEY, &action));
            let is_done = done.is_ok();
            report(done);
            if !is_done {
                return;
            }
        }
    });
}

/// The owner's own actions are well-formed; should one be refused, the console says so.
pub(crate) fn report(result: Result<(), Rejected>) {
    if let Err(rejected) = result {
        web_sys::console::error_1(&rejected.to_string().into());
    }
}
