//! The account page's dealings with server and store.

use leptos::prelude::*;
use leptos::task::spawn_local;
use remote_props::AccountPageProps;
use shared_api::{ApiError, calls};
use shared_store::{ChatAction, Store, SupportAction, User, UserAction};

use crate::request::{Kind, Problem, Progress, Request};
use crate::shopper::Shopper;
use crate::{chat, support};

/// What the page knows besides the store.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    pub(crate) progress: RwSignal<AccountProgress>,
    props: ReadSignal<AccountPageProps>,
    store: StoredValue<Store, LocalStorage>,
}

/// How all requests stand.
#[derive(Default)]
pub(crate) struct AccountProgress {
    of_kinds: [Progress; Kind::COUNT],
    /// The ticket that is being closed.
    pub(crate) closing: String,
}

impl AccountProgress {
    pub(crate) fn of(&self, kind: Kind) -> &Progress {
        &self.of_kinds[kind as usize]
    }

    fn of_mut(&mut self, kind: Kind) -> &mut Progress {
        &mut self.of_kinds[kind as usize]
    }
}

impl Account {
    pub(crate) fn new(props: ReadSignal<AccountPageProps>, store: Store) -> Self {
        Self {
            progress: RwSignal::default(),
            props,
            store: StoredValue::new_local(store),
        }
    }

    /// Whether the shopper is on the way out, which the logout decides.
    pub(crate) fn is_leaving(self) -> bool {
        self.progress.with_untracked(|progress| {
            let log_out = progress.of(Kind::LogOut);
            log_out.is_pending || log_out.is_done
        })
    }

    /// Says what is wrong with what was typed.
    pub(crate) fn refuse(self, kind: Kind, at: &'static str, message: &str) {
        self.progress.update(|progress| {
            progress.of_mut(kind).problem = Some(Problem {
                at,
                message: message.into(),
            });
        });
    }

    /// The shopper goes on typing: "saved" is no longer true.
    pub(crate) fn note_edit(self, kind: Kind) {
        if self.progress.with_untracked(|progress| progress.of(kind).is_done) {
            self.progress.update(|progress| progress.of_mut(kind).is_done = false);
        }
    }

    /// Asks the server. While a request of the same kind is under way this does nothing, so ten clicks are one.
    pub(crate) fn ask(self, request: Request) {
        let kind = request.kind();
        if self.progress.with_untracked(|progress| progress.of(kind).is_pending) {
            return;
        }
        self.progress.update(|progress| {
            if let Request::CloseTicket { id } = &request {
                progress.closing.clone_from(id);
            }
            *progress.of_mut(kind) = Progress {
                is_pending: true,
                ..Progress::default()
            };
        });
        let shopper = Shopper::present(self.store.get_value());
        let props = self.props.get_untracked();
        spawn_local(async move {
            let result = self.perform(&request, &shopper).await;
            let toast = match (&result, kind) {
                (Ok(()), Kind::SaveProfile) => "Your profile is saved.",
                (Ok(()), Kind::OpenTicket) => "Your ticket is open.",
                (Ok(()), Kind::CloseTicket) => "Your ticket is closed.",
                (Ok(()), Kind::LogOut) => "You are logged out.",
                (Err(_), Kind::LogOut) => {
                    "You are logged out on this page, but the shop could not be told. Reload once you are online, and log out again."
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
                shopper.dispatch(UserAction::ClearUser);
                if is_here {
                    props.handle_navigate.call(&"/".into());
                }
            }
            // The view may be gone by now, and its signals with it.
            self.progress.try_update(|progress| {
                let progress = progress.of_mut(kind);
                progress.is_pending = false;
                progress.is_done = result.is_ok() || kind == Kind::LogOut;
                progress.problem = result.err().map(|error| Problem {
                    at: place_of(kind, &error),
                    message: error.message,
                });
            });
        });
    }

    async fn perform(self, request: &Request, shopper: &Shopper) -> Result<(), ApiError> {
        match request {
            Request::SaveProfile { name, email } => {
                let user = calls::save_profile(name, email).await?;
                shopper.dispatch(UserAction::SetUser {
                    user: User {
                        id: user.id,
                        name: user.name,
                        phone: user.phone,
                        email: user.email,
                    },
                });
            }
            Request::LoadTickets => loop {
                let tickets = calls::tickets().await?;
                if !self.take_stale(Kind::LoadTickets) {
                    let tickets = tickets.into_iter().map(support::stored).collect();
                    shopper.dispatch(SupportAction::SetTickets { tickets });
                    break;
                }
            },
            Request::OpenTicket { subject } => {
                let ticket = calls::open_ticket(subject).await?;
                self.note_change(Kind::LoadTickets);
                shopper.dispatch(SupportAction::OpenTicket {
                    id: ticket.id,
                    subject: ticket.subject,
                    created_at: ticket.created_at,
                });
            }
            Request::CloseTicket { id } => {
                let ticket = calls::close_ticket(id).await?;
                self.note_change(Kind::LoadTickets);
                shopper.dispatch(SupportAction::CloseTicket { id: ticket.id });
            }
            Request::LoadChat => loop {
                let messages = calls::chat().await?;
                if !self.take_stale(Kind::LoadChat) {
                    let messages = messages.into_iter().map(chat::stored).collect();
                    shopper.dispatch(ChatAction::SetMessages { messages });
                    break;
                }
            },
            Request::SendChat { text } => {
                let messages = calls::send_chat(text).await?;
                self.note_change(Kind::LoadChat);
                for message in messages {
                    shopper.dispatch(ChatAction::Send(chat::stored(message)));
                }
            }
            Request::LogOut => calls::log_out().await?,
        }
        Ok(())
    }

    /// The shopper changed what `load` loads.
    fn note_change(self, load: Kind) {
        self.progress.try_update(|progress| {
            let load = progress.of_mut(load);
            load.is_stale = load.is_pending;
        });
    }

    fn take_stale(self, load: Kind) -> bool {
        self.progress
            .try_update(|progress| std::mem::take(&mut progress.of_mut(load).is_stale))
            .unwrap_or(false)
    }
}

/// Where an error of the server is shown.
fn place_of(kind: Kind, error: &ApiError) -> &'static str {
    match (kind, error.field.as_deref()) {
        (Kind::SaveProfile, Some("name")) => "profile-name",
        (Kind::SaveProfile, Some("email")) => "profile-email",
        (Kind::SaveProfile, _) => "profile-form",
        (Kind::OpenTicket, _) => "ticket-subject",
        (Kind::LoadTickets | Kind::CloseTicket, _) => "ticket-list",
        (Kind::LoadChat, _) => "chat-log",
        (Kind::SendChat, _) => "chat-form",
        // It succeeds on the page whatever the server says; a toast tells.
        (Kind::LogOut, _) => "",
    }
}
