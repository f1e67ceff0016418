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
    /// How it stands.
    pub(crate) state: RwSignal<LoginState>,
    store: StoredValue<Store, LocalStorage>,
}

/// How a login stands.
#[derive(Clone, Default)]
pub(crate) struct LoginState {
    /// The phone number as it was typed.
    pub(crate) phone: String,
    /// The code that was sent, if one was.
    pub(crate) sent: Option<SentCode>,
    /// The request that is under way, if one is: there is never more than one.
    pub(crate) pending: Option<Pending>,
    /// What the shopper should know.
    pub(crate) problem: Option<String>,
}

/// A code that is on its way to the shopper.
#[derive(Clone)]
pub(crate) struct SentCode {
    pub(crate) challenge: CodeChallenge,
    /// Nothing can be done with it any more; only another code helps.
    pub(crate) is_spent: bool,
    /// From when another may be asked for: ms since the epoch, on this device's clock.
    resend_from: f64,
}

/// Who started the request under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pending {
    Submit,
    Resend,
}

/// What is asked of the server.
enum Request {
    Code { phone: String, resend_of: Option<String> },
    Check { challenge_id: String, code: String },
}

/// What it says to that.
enum Answer {
    Code(CodeChallenge),
    Session(Session),
}

impl Login {
    pub(crate) fn new(store: Store) -> Self {
        Self {
            state: RwSignal::default(),
            store: StoredValue::new_local(store),
        }
    }

    /// Takes what was typed: the phone number, or else the code that was sent to it.
    pub(crate) fn submit(self, typed: String) {
        if self.state.with_untracked(|state| state.pending.is_some()) {
            return;
        }
        let request = match self.state.with_untracked(|state| state.sent.clone()) {
            None => {
                self.state.update(|state| state.phone.clone_from(&typed));
                rules::normalise_phone(&typed)
                    .map(|phone| Request::Code { phone, resend_of: None })
                    .ok_or("Please enter a phone number of 7 to 15 digits, such as +49 151 2345678.")
            }
            Some(_) if !rules::is_code_shape(&typed) => Err("Please enter the six digits of the code."),
            Some(sent) => Ok(Request::Check {
                challenge_id: sent.challenge.challenge_id,
                code: typed,
            }),
        };
        match request {
            Ok(request) => self.ask(Pending::Submit, request),
            Err(problem) => self.state.update(|state| state.problem = Some(problem.into())),
        }
    }

    /// Asks for another code.
    pub(crate) fn ask_again(self) {
        if let Some(sent) = self.state.with_untracked(|state| state.sent.clone()) {
            // A code that is spent is not replaced but forgotten: then there is no need to wait.
            let resend_of = (!sent.is_spent).then_some(sent.challenge.challenge_id);
            self.ask(
                Pending::Resend,
                Request::Code {
                    phone: sent.challenge.phone,
                    resend_of,
                },
            );
        }
    }

    /// Goes back to the phone number.
    pub(crate) fn change_number(self) {
        if self.state.with_untracked(|state| state.pending.is_some()) {
            return;
        }
        self.state.update(|state| {
            state.problem = None;
            state.sent = None;
        });
    }

    fn ask(self, by: Pending, request: Request) {
        if self.state.with_untracked(|state| state.pending.is_some()) {
            return;
        }
        self.state.update(|state| {
            state.pending = Some(by);
            state.problem = None;
        });
        let store = self.store.get_value();
        spawn_local(async move {
            let answer = match &request {
                Request::Code { phone, resend_of } => {
                    calls::request_code(phone, resend_of.as_deref()).await.map(Answer::Code)
                }
                Request::Check { challenge_id, code } => {
                    calls::verify_code(challenge_id, code).await.map(Answer::Session)
                }
            };
            let answer = match answer {
                // Logged in is logged in, also when the shopper has gone on to another page meanwhile.
                Ok(Answer::Session(session)) => match log_in(&store, session) {
                    Ok(()) => {
                        // Should they log out while this is open, a new login begins.
                        self.state.try_set(LoginState::default());
                        return;
                    }
                    Err(rejected) => Err(ApiError::new("rejected", &rejected.message, 0)),
                },
                Ok(Answer::Code(challenge)) => Ok(challenge),
                Err(error) => Err(error),
            };
            // The view may be gone by now, and the state with it.
            self.state.try_update(|state| state.take(answer));
        });
    }
}

impl LoginState {
    fn take(&mut self, answer: Result<CodeChallenge, ApiError>) {
        self.pending = None;
        match answer {
            Ok(challenge) => {
                self.sent = Some(SentCode {
                    resend_from: (challenge.resend_at as f64).min(js_sys::Date::now() + MAX_WAIT_MS),
                    challenge,
                    is_spent: false,
                });
            }
            Err(error) => {
                if let Some(sent) = &mut self.sent {
                    match (error.code.as_str(), error.retry_after_ms) {
                        ("code_expired" | "too_many_tries" | "challenge_unknown", _) => sent.is_spent = true,
                        ("resend_too_soon", Some(ms)) => sent.resend_from = js_sys::Date::now() + ms as f64,
                        _ => {}
                    }
                }
                self.problem = Some(error.message);
            }
        }
    }
}

impl SentCode {
    /// How long until another code may be asked for, in whole seconds.
    pub(crate) fn seconds_until_resend(&self) -> u32 {
        match self.is_spent {
            true => 0,
            false => ((self.resend_from - js_sys::Date::now()) / 1000.0).ceil().max(0.0) as u32,
        }
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
