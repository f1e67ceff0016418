//! What the account page asks for, and how that stands.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlInputElement;
use shared_store::Store;
use shop_api::ApiError;
use shop_props::AccountPageProps;

use crate::perform::perform;
use crate::request::{Kind, Problem, Progress, Request};
use crate::shopper::{Shopper, present_id};
use crate::typed;

/// What the page knows besides the store.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    /// How the requests of each kind stand.
    progress: RwSignal<[Progress; Kind::COUNT]>,
    props: ReadSignal<AccountPageProps>,
    store: StoredValue<Store, LocalStorage>,
}

impl Account {
    pub(crate) fn new(props: ReadSignal<AccountPageProps>, store: Store) -> Self {
        Self {
            progress: RwSignal::default(),
            props,
            store: StoredValue::new_local(store),
        }
    }

    /// The id of the user that is logged in; empty for a guest.
    pub(crate) fn user(self) -> String {
        self.store.get_value().select(present_id).unwrap_or_default()
    }

    /// Whether a request of this kind is under way; followed.
    pub(crate) fn is_pending(self, kind: Kind) -> bool {
        self.progress(kind).is_pending
    }

    /// Whether the last request of this kind succeeded, and nothing was changed since; followed.
    pub(crate) fn is_done(self, kind: Kind) -> bool {
        self.progress(kind).is_done
    }

    /// What went wrong at a place with a request of this kind; followed.
    pub(crate) fn problem(self, kind: Kind, at: &str) -> Option<String> {
        let problem = self.progress(kind).problem.filter(|problem| problem.at == at)?;
        Some(problem.message)
    }

    /// Whether this ticket is being closed; followed.
    pub(crate) fn is_closing(self, ticket_id: &str) -> bool {
        let closing = self.progress(Kind::CloseTicket);
        closing.is_pending && closing.ticket_id == ticket_id
    }

    /// The `aria-busy` of what waits for a request of this kind; followed.
    pub(crate) fn busy(self, kind: Kind) -> Option<String> {
        self.is_pending(kind).then(|| "true".into())
    }

    fn progress(self, kind: Kind) -> Progress {
        self.progress.track();
        self.present(kind)
    }

    /// Whether the shopper is on the way out, which the logout decides.
    pub(crate) fn is_leaving(self) -> bool {
        let log_out = self.present(Kind::LogOut);
        log_out.is_pending || log_out.is_done
    }

    /// Says what is wrong with what was typed.
    pub(crate) fn refuse(self, kind: Kind, at: &'static str, message: &str) {
        let message = message.into();
        self.set(
            kind,
            Progress {
                problem: Some(Problem { at, message }),
                ..self.present(kind)
            },
        );
    }

    /// The shopper goes on typing: "saved" is no longer true.
    pub(crate) fn note_edit(self, kind: Kind) {
        let progress = self.present(kind);
        if progress.is_done {
            self.set(
                kind,
                Progress {
                    is_done: false,
                    ..progress
                },
            );
        }
    }

    // The view may be gone when an answer comes, and its signal with it: then nothing is under way, and nothing is noted.

    pub(crate) fn present(self, kind: Kind) -> Progress {
        self.progress
            .try_with_untracked(|progress| progress[kind as usize].clone())
            .unwrap_or_default()
    }

    pub(crate) fn set(self, kind: Kind, present: Progress) {
        self.progress.try_update(|progress| progress[kind as usize] = present);
    }

    /// Asks the server. While a request of the same kind is under way this does nothing, so ten clicks are one.
    pub(crate) fn ask(self, request: Request) {
        self.start(request, None);
    }

    /// Asks with what stands in `field`, which is emptied once that succeeded, unless something else was typed meanwhile. A
    /// message is on the page at once, so it leaves its field at once, and comes back there if it is refused.
    pub(crate) fn ask_from(self, field: &HtmlInputElement, request: Request) {
        self.start(request, Some(field.clone()));
    }

    fn start(self, request: Request, field: Option<HtmlInputElement>) {
        let kind = request.kind();
        if self.present(kind).is_pending {
            return;
        }
        self.set(
            kind,
            Progress {
                is_pending: true,
                ticket_id: match &request {
                    Request::CloseTicket { id } => id.clone(),
                    _ => String::new(),
                },
                ..Progress::default()
            },
        );
        let sent = field.map(|field| (field.value(), field));
        if let (Kind::SendChat, Some((_, field))) = (kind, &sent) {
            field.set_value("");
        }
        let shopper = Shopper::present(self.store.get_value());
        let props = self.props.get_untracked();
        spawn_local(async move {
            let result = perform(&request).await;
            let toast = match (&result, kind) {
                (Ok(()), Kind::SaveProfile) => "Your profile was saved.",
                (Ok(()), Kind::OpenTicket) => "Your ticket was sent to the shop.",
                (Ok(()), Kind::CloseTicket) => "Your ticket was closed.",
                (Ok(()), Kind::LogOut) => "You are logged out.",
                (Err(_), Kind::LogOut) => {
                    "You are logged out on this device. The shop is told as soon as it can be reached."
                }
                _ => "",
            };
            if let Some(show_toast) = &props.on_show_toast
                && !toast.is_empty()
            {
                show_toast.call(&toast.into());
            }
            if kind == Kind::LogOut {
                // Whoever has gone on to another page meanwhile stays there.
                let is_here = self.progress.try_with_untracked(|_| ()).is_some();
                shopper.log_out();
                if is_here {
                    props.handle_navigate.call(&"/".into());
                }
            }
            if let Some((sent, field)) = sent {
                let typed = field.value();
                match (kind, &result) {
                    // Before what was typed meanwhile.
                    (Kind::SendChat, Err(_)) => field.set_value([&sent, " ", &typed].concat().trim_end()),
                    (Kind::SendChat, Ok(())) => {}
                    (_, Ok(())) if typed == sent => field.set_value(""),
                    _ => {}
                }
                let is_here = self.progress.try_with_untracked(|_| ()).is_some();
                if is_here {
                    keep_unsent(kind, &shopper, &field.value());
                } else if result.is_ok() {
                    forget_sent(kind, &shopper, &sent);
                }
            }
            let before = self.present(kind);
            self.set(
                kind,
                Progress {
                    is_pending: false,
                    is_done: result.is_ok() || kind == Kind::LogOut,
                    problem: result.err().map(|error| Problem {
                        at: place_of(kind, &error),
                        message: error.message,
                    }),
                    ..before
                },
            );
        });
    }
}

/// Keeps the field's text as it stands after the answer.
fn keep_unsent(kind: Kind, shopper: &Shopper, text: &str) {
    if let (Some(field), Some(user)) = (kind.field(), shopper.id()) {
        typed::keep_if_present(user, field, (!text.is_empty()).then(|| text.to_owned()));
    }
}

/// The view has gone, and another one may have the field now: only what was sent is no longer unsaved.
fn forget_sent(kind: Kind, shopper: &Shopper, sent: &str) {
    if let (Some(field), Some(user)) = (kind.field(), shopper.id())
        && typed::kept(user, field).as_deref() == Some(sent)
    {
        typed::keep(user, field, None);
    }
}

/// Where an error of the server is shown.
fn place_of(kind: Kind, error: &ApiError) -> &'static str {
    match (kind, error.field.as_deref()) {
        (Kind::SaveProfile, Some("name")) => "profile-name",
        (Kind::SaveProfile, Some("email")) => "profile-email",
        (Kind::SaveProfile, _) => "profile-form",
        (Kind::OpenTicket, _) => "ticket-subject",
        (Kind::CloseTicket, _) => "ticket-list-close",
        (Kind::SendChat, _) => "chat-form",
        // It succeeds on the page whatever the server says; a toast tells.
        (Kind::LogOut, _) => "",
    }
}
