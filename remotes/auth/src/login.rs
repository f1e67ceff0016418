//! A login in progress: its requests and their answers.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_store::Store;
use shop_api::model::{CodeChallenge, Session};
use shop_api::{ApiError, calls, rules};
use shop_login::log_in;
use tarn_capabilities::clock::{monotonic_ms, wall_ms};

use crate::countdown::Countdown;

/// A login in progress.
#[derive(Clone, Copy)]
pub(crate) struct Login {
    /// The current state.
    pub(crate) state: RwSignal<LoginState>,
    store: StoredValue<Store, LocalStorage>,
}

/// The state of a login.
#[derive(Clone, Default)]
pub(crate) struct LoginState {
    /// The phone number as typed.
    pub(crate) phone: String,
    /// The sent code, if any.
    pub(crate) sent: Option<SentCode>,
    /// The pending request. There is at most one.
    pub(crate) pending: Option<Pending>,
    /// The error message for the shopper.
    pub(crate) problem: Option<String>,
    /// Counts the times that the form waits for the shopper again: after a new code, a problem, or a return to the phone
    /// number.
    pub(crate) turns: u32,
}

/// A code that was sent to the shopper.
#[derive(Clone)]
pub(crate) struct SentCode {
    pub(crate) challenge: CodeChallenge,
    /// The code is spent; only a new code helps.
    pub(crate) is_spent: bool,
    /// The wait before a new code may be requested.
    resend: Countdown,
}

/// The button that started the pending request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pending {
    Submit,
    Resend,
}

/// A request to the server.
enum Request {
    Code { phone: String, resend_of: Option<String> },
    Check { challenge_id: String, code: String },
}

/// The server's answer.
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

    /// The sent code, if any. Tracked.
    pub(crate) fn sent(self) -> Option<SentCode> {
        self.state.get().sent
    }

    /// Submits the form: the phone number, or the code once one was sent.
    pub(crate) fn submit(self, typed: &str) {
        let mut state = self.state.get_untracked();
        if state.pending.is_some() {
            return;
        }
        let request = match &state.sent {
            None => {
                typed.clone_into(&mut state.phone);
                rules::normalise_phone(typed).map(|phone| Request::Code { phone, resend_of: None })
            }
            Some(sent) => rules::normalise_code(typed)
                .map(|code| Request::Check {
                    challenge_id: sent.challenge.challenge_id.clone(),
                    code,
                })
                .ok_or("Please enter the six digits of the code."),
        };
        match request {
            Ok(request) => self.ask(state, Pending::Submit, request),
            Err(problem) => {
                state.problem = Some(problem.into());
                state.turns += 1;
                self.set(state);
            }
        }
    }

    /// Requests a new code.
    pub(crate) fn ask_again(self) {
        let state = self.state.get_untracked();
        if let Some(sent) = &state.sent
            && state.pending.is_none()
        {
            let request = Request::Code {
                phone: sent.challenge.phone.clone(),
                // A spent code is not replaced but dropped, so there is no wait.
                resend_of: (!sent.is_spent).then(|| sent.challenge.challenge_id.clone()),
            };
            self.ask(state, Pending::Resend, request);
        }
    }

    /// Returns to the phone number.
    pub(crate) fn change_number(self) {
        let state = self.state.get_untracked();
        if state.pending.is_none() {
            self.set(LoginState {
                phone: state.phone,
                turns: state.turns + 1,
                ..LoginState::default()
            });
        }
    }

    fn ask(self, state: LoginState, by: Pending, request: Request) {
        self.set(LoginState {
            pending: Some(by),
            problem: None,
            ..state
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
                // The login counts even if the shopper has navigated away meanwhile.
                Ok(Answer::Session(session)) => match log_in(session, |action| store.dispatch(action)) {
                    Ok(()) => {
                        // Resets the form for another login, in case of a logout while it is open.
                        self.set(LoginState::default());
                        return;
                    }
                    Err(rejected) => Err(ApiError::new("rejected", &rejected.message, 0)),
                },
                Ok(Answer::Code(challenge)) => Ok(challenge),
                Err(error) => Err(error),
            };
            if let Some(mut state) = self.state.try_get_untracked() {
                state.take(answer);
                self.set(state);
            }
        });
    }

    fn set(self, state: LoginState) {
        // The view may be disposed by now, and the state with it.
        self.state.try_set(state);
    }
}

impl LoginState {
    fn take(&mut self, answer: Result<CodeChallenge, ApiError>) {
        self.pending = None;
        self.turns += 1;
        match answer {
            Ok(challenge) => {
                self.sent = Some(SentCode {
                    resend: Countdown::after_code(
                        challenge.resend_after_ms,
                        challenge.resend_at,
                        wall_ms(),
                        monotonic_ms(),
                    ),
                    challenge,
                    is_spent: false,
                });
            }
            Err(error) => {
                if let Some(sent) = &mut self.sent {
                    match (error.code.as_str(), error.retry_after_ms) {
                        ("code_expired" | "too_many_tries" | "challenge_unknown", _) => sent.is_spent = true,
                        ("resend_too_soon", Some(ms)) => sent.resend = Countdown::of(ms, monotonic_ms()),
                        _ => {}
                    }
                }
                self.problem = Some(error.message);
            }
        }
    }
}

impl SentCode {
    /// Whole seconds until a new code may be requested.
    pub(crate) fn seconds_until_resend(&self) -> u32 {
        match self.is_spent {
            true => 0,
            false => self.resend.seconds_left(monotonic_ms()),
        }
    }
}
