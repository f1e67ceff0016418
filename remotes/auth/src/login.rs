//! A login in progress: what was asked of the server, and what it said.

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
    /// How often it became the shopper's turn again: there is another code or a problem, or they went back to the number.
    pub(crate) turns: u32,
}

/// A code that is on its way to the shopper.
#[derive(Clone)]
pub(crate) struct SentCode {
    pub(crate) challenge: CodeChallenge,
    /// Nothing can be done with it any more; only another code helps.
    pub(crate) is_spent: bool,
    /// Until another may be asked for.
    resend: Countdown,
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

    /// The code that was sent, while there is one; followed.
    pub(crate) fn sent(self) -> Option<SentCode> {
        self.state.get().sent
    }

    /// Takes what was typed: the phone number, or else the code that was sent to it.
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

    /// Asks for another code.
    pub(crate) fn ask_again(self) {
        let state = self.state.get_untracked();
        if let Some(sent) = &state.sent
            && state.pending.is_none()
        {
            let request = Request::Code {
                phone: sent.challenge.phone.clone(),
                // A code that is spent is not replaced but forgotten: then there is no need to wait.
                resend_of: (!sent.is_spent).then(|| sent.challenge.challenge_id.clone()),
            };
            self.ask(state, Pending::Resend, request);
        }
    }

    /// Goes back to the phone number.
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
                // Logged in is logged in, also when the shopper has gone on to another page meanwhile.
                Ok(Answer::Session(session)) => match log_in(session, |action| store.dispatch(action)) {
                    Ok(()) => {
                        // Should they log out while this is open, a new login begins.
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
        // The view may be gone by now, and the state with it.
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
    /// How long until another code may be asked for, in whole seconds.
    pub(crate) fn seconds_until_resend(&self) -> u32 {
        match self.is_spent {
            true => 0,
            false => self.resend.seconds_left(monotonic_ms()),
        }
    }
}
