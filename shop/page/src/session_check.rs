//! Requests the browser's session from the server, with retries.

use std::pin::Pin;

use leptos::prelude::{Get, GetUntracked, Set};
use leptos::task::spawn_local;
use shared_store::persistence::StaleGuard;
use shared_store::store::{OWNER_NAME, TAB_NAME};
use shared_store::{ABOUT_LOGIN, UserAction, select_is_logged_in, select_is_ready};
use shop_api::model::Session;
use tarn_page::timer;

use crate::Page;
use crate::report::report;
use crate::session::{dispatch_for_tabs, log_in_as, replace_user};
use crate::user_data::present;

/// The result of a check.
enum Answer {
    Session(Session),
    Nobody,
    /// A login began or ended here during the request and is newer than the answer.
    Late,
}

impl Page {
    /// Requests the session from the server, and marks the page as ready when it is known. After a failure it retries: with
    /// backoff, when the network returns, when the page becomes visible or focused, and at each [`Page::check_session`].
    ///
    /// # Errors
    /// A sentence for the shopper when the server could not be asked yet.
    pub async fn restore_session(&self) -> Result<(), String> {
        self.check.want();
        self.check_session().await
    }

    /// Requests the session again, if that is still wanted and no request is pending.
    ///
    /// # Errors
    /// As [`Page::restore_session`].
    pub async fn check_session(&self) -> Result<(), String> {
        while self.check.begin() {
            self.is_checking.set(true);
            let answer = self.session_of_server().await;
            self.is_checking.set(false);
            match answer {
                Ok(answer) => {
                    self.take(answer);
                    self.set_problem(false);
                    if !self.check.succeed() {
                        break;
                    }
                }
                Err(what) => {
                    self.set_problem(true);
                    self.try_later(self.check.fail());
                    return Err(what);
                }
            }
        }
        Ok(())
    }

    /// Whether to tell the shopper that the session could not be checked: once per outage.
    #[must_use]
    pub fn reports_outage(&self) -> bool {
        self.check.tell_once()
    }

    /// Like [`Page::check_session`], but ignores the error.
    pub fn check_session_soon(&self) {
        let page = self.clone();
        spawn_local(async move {
            let _ = page.check_session().await;
        });
    }

    /// True while the session is unknown because the server could not be asked. Tracked.
    #[must_use]
    pub fn has_session_problem(&self) -> bool {
        self.has_problem.get()
    }

    /// True while the server is being asked for the session. Tracked.
    #[must_use]
    pub fn is_checking_session(&self) -> bool {
        self.is_checking.get()
    }

    /// A login needs no restored session: it makes the page ready even if the server could not be asked for one.
    pub(crate) fn follow_own_login(&self) {
        let Some(owner) = self.store.owner() else { return };
        let page = self.clone();
        let settling = owner.listen(UserAction::SET_IS_LOGGED_IN, move |_| {
            let page = page.clone();
            // An answer of the server is applied as a batch, which ends with `user/restored`.
            spawn_local(async move { page.settle_login() });
        });
        settling.forever();
    }

    fn settle_login(&self) {
        let is_ready = self.store.select(select_is_ready);
        if !self.store.select(select_is_logged_in) || is_ready && !self.has_problem.get_untracked() {
            return;
        }
        self.check.settle();
        self.set_problem(false);
        if !is_ready {
            report(self.store.dispatch(UserAction::Restored));
        }
    }

    fn set_problem(&self, has_problem: bool) {
        if self.has_problem.get_untracked() != has_problem {
            self.has_problem.set(has_problem);
        }
    }

    /// Handles a login in another tab. Tokens do not cross tabs, so this tab requests its own session.
    pub(crate) fn follow_login(&self) {
        let page = self.clone();
        spawn_local(async move {
            // Twice, because the first may join a request that was sent before the login.
            for _ in 0..2 {
                let user = present(&page.store);
                let is_logged_in = page.store.select(select_is_logged_in);
                // The tab of the login has recorded its user.
                if is_logged_in && page.user_data.user().is_none_or(|known| Some(known) == user) {
                    return;
                }
                page.check.want();
                if page.check_session().await.is_err() {
                    return;
                }
            }
        });
    }

    fn try_later(&self, delay_ms: Option<i32>) {
        let Some(delay_ms) = delay_ms else { return };
        let (page, failures) = (self.clone(), self.check.failures());
        timer::after(delay_ms, move || {
            // A hidden page asks again when it becomes visible.
            let is_hidden = web_sys::window()
                .and_then(|window| window.document())
                .is_some_and(|document| document.hidden());
            if page.check.failures() == failures && !is_hidden {
                page.check_session_soon();
            }
        });
    }

    /// Applies an answer as one batch, so no subscriber sees half a session.
    fn take(&self, answer: Answer) {
        let page = self.clone();
        self.store.batch(move || {
            let is_ready = page.store.select(select_is_ready);
            match answer {
                Answer::Session(session) => {
                    replace_user(&page.store, &page.user_data, &page.persisted, &session.user.id);
                    // Once the page is ready, this session began elsewhere, and the other tabs know it.
                    log_in_as(if is_ready { TAB_NAME } else { OWNER_NAME }, &page.store, session);
                }
                Answer::Nobody if page.store.select(select_is_logged_in) => page.end_login(),
                Answer::Nobody | Answer::Late => {}
            }
            if !is_ready {
                report(page.store.dispatch(UserAction::Restored));
            }
        });
    }

    /// Ends the login because the server knows no session, or another tab has ended it: after a logout there it is a logout
    /// here, otherwise an expired session. Dispatched in the name of the other tabs, so it is not sent to them.
    pub(crate) fn end_login(&self) {
        let action = match self.user_data.user() {
            None => UserAction::ClearUser,
            Some(_) => UserAction::SessionExpired,
        };
        report(dispatch_for_tabs(&self.store, &action));
    }

    fn session_of_server(&self) -> Pin<Box<dyn Future<Output = Result<Answer, String>>>> {
        let page = self.clone();
        // Boxed, so that the future is compiled once.
        Box::pin(async move {
            let guard = page
                .store
                .owner()
                .map(|owner| StaleGuard::on_actions(owner, &ABOUT_LOGIN));
            let answer = page.api.restore_session().await;
            let is_late = guard.is_some_and(|guard| {
                let is_late = guard.is_stale();
                guard.end();
                is_late
            });
            match answer {
                _ if is_late => Ok(Answer::Late),
                Ok(Some(session)) => Ok(Answer::Session(session)),
                Ok(None) => Ok(Answer::Nobody),
                Err(error) => Err(error.message),
            }
        })
    }
}
