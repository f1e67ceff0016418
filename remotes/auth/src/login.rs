//! A login in progress: what was asked of the server, and what it said.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_api::model::{CodeChallenge, Session};
use shared_api::{ApiError, calls, rules};
use shared_store::{Rejected, Store, User, UserAction};

/// The longest wait for another code that is shown, in milliseconds, unless the server asks for more. The server's times are
/// read by this device's clock, which may be minutes off.
const MAX_WAIT_MS: f64 = 60_000.0;

/// A login in progress.
#[derive(Clone, Copy)]
pub(crate) struct Login {
    /// What stands in the field of the phone number.
    pub(crate) phone: RwSignal<String>,
    /// What stands in the field of the code.
    pub(crate) code: RwSignal<String>,
    /// The code that was sent, if one was.
    pub(crate) sent: RwSignal<Option<SentCode>>,
    /// The request that is under way, if one is: there is never more than one.
    pub(crate) pending: RwSignal<Option<Pending>>,
    /// What the shopper should know.
    pub(crate) problem: RwSignal<Option<String>>,
}

/// A code that is on its way to the shopper.
#[derive(Clone)]
pub(crate) struct SentCode {
    pub(crate) challenge: CodeChallenge,
    /// From when another may be asked for: ms since the epoch, on this device's clock.
    pub(crate) resend_from: f64,
    /// Nothing can be done with it any more; only another code helps.
    pub(crate) is_spent: bool,
}

/// Who started the request under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pending {
    Submit,
    Resend,
}

impl Login {
    pub(crate) fn new() -> Self {
        Self {
            phone: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
            sent: RwSignal::new(None),
            pending: RwSignal::new(None),
            problem: RwSignal::new(None),
        }
    }

    /// Asks for the first code.
    pub(crate) fn ask_for_code(self) {
        match self.phone.with_untracked(|phone| rules::normalise_phone(phone)) {
            Some(phone) => self.request_code(Pending::Submit, phone, None),
            None => self.problem.set(Some(
                "Please enter a phone number of 7 to 15 digits, such as +49 151 2345678.".into(),
            )),
        }
    }

    /// Asks for another code.
    pub(crate) fn ask_again(self) {
        let Some(sent) = self.sent.get_untracked() else {
            return;
        };
        // A code that is spent is not replaced but forgotten: then there is no need to wait.
        let resend_of = (!sent.is_spent).then_some(sent.challenge.challenge_id);
        self.request_code(Pending::Resend, sent.challenge.phone, resend_of);
    }

    /// Goes back to the phone number.
    pub(crate) fn change_number(self) {
        self.problem.set(None);
        self.sent.set(None);
    }

    /// Logs in with the code. Whoever watches the store sees the success.
    pub(crate) fn verify(self, store: Store) {
        let code = self.code.get_untracked();
        if !rules::is_code_shape(&code) {
            self.problem
                .set(Some("Please enter the six digits of the code.".into()));
            return;
        }
        let id = |sent: &Option<SentCode>| Some(sent.as_ref()?.challenge.challenge_id.clone());
        let Some(challenge_id) = self.sent.with_untracked(id) else {
            return;
        };
        if !self.begin(Pending::Submit) {
            return;
        }
        spawn_local(async move {
            match calls::verify_code(&challenge_id, &code).await {
                // Logged in is logged in, also when the shopper has gone on to another page meanwhile.
                Ok(session) => {
                    if let Err(rejected) = log_in(&store, session) {
                        self.end(Some(rejected.message));
                    }
                }
                Err(error) => self.refused(error),
            }
        });
    }

    fn request_code(self, by: Pending, phone: String, resend_of: Option<String>) {
        if !self.begin(by) {
            return;
        }
        spawn_local(async move {
            match calls::request_code(&phone, resend_of.as_deref()).await {
                Ok(challenge) => {
                    let now = js_sys::Date::now();
                    // The digits of the code before are of no use.
                    self.code.try_set(String::new());
                    self.sent.try_set(Some(SentCode {
                        resend_from: (challenge.resend_at as f64).min(now + MAX_WAIT_MS),
                        challenge,
                        is_spent: false,
                    }));
                    self.end(None);
                }
                Err(error) => self.refused(error),
            }
        });
    }

    fn refused(self, error: ApiError) {
        self.sent.try_update(|sent| {
            let Some(sent) = sent else { return };
            match (error.code.as_str(), error.retry_after_ms) {
                ("code_expired" | "too_many_tries" | "challenge_unknown", _) => sent.is_spent = true,
                ("resend_too_soon", Some(ms)) => sent.resend_from = js_sys::Date::now() + ms as f64,
                _ => {}
            }
        });
        self.end(Some(error.message));
    }

    /// Whether a request may start now.
    fn begin(self, by: Pending) -> bool {
        let is_free = self.pending.get_untracked().is_none();
        if is_free {
            self.pending.set(Some(by));
            self.problem.set(None);
        }
        is_free
    }

    /// A request is over. The view may be gone by now.
    fn end(self, problem: Option<String>) {
        self.problem.try_set(problem);
        self.pending.try_set(None);
    }
}

/// Dispatches what a session means; `isLoggedIn` last, so that nothing is shown half.
fn log_in(store: &Store, session: Session) -> Result<(), Rejected> {
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
