//! Requests of the account page, and their progress.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_store::Store;
use shop_props::AccountPageProps;
use tarn_view::dom::FieldRef;

use crate::perform::perform;
use crate::place::Place;
use crate::progress::{Problem, Progress};
use crate::request::{Kind, Request};
use crate::shopper::{Shopper, present_id};
use crate::unsaved_storage;

/// State of the page that is not in the store.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    /// Progress by kind of request.
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

    /// The id of the logged-in user; empty for a guest.
    pub(crate) fn user(self) -> String {
        self.store.get_value().select(present_id).unwrap_or_default()
    }

    /// True while a request of this kind is pending. Tracked.
    pub(crate) fn is_pending(self, kind: Kind) -> bool {
        self.progress(kind).is_pending
    }

    /// True if the last request of this kind succeeded and nothing was edited since. Tracked.
    pub(crate) fn is_done(self, kind: Kind) -> bool {
        self.progress(kind).is_done
    }

    /// The problem at this place of the page. Tracked.
    pub(crate) fn problem(self, at: Place) -> Option<String> {
        let problem = self.progress(at.kind()).problem.filter(|problem| problem.at == at)?;
        Some(problem.message)
    }

    /// `aria-invalid` of the field whose problem is shown at this place. Tracked.
    pub(crate) fn is_invalid(self, at: Place) -> Option<&'static str> {
        self.problem(at).is_some().then_some("true")
    }

    /// True while this ticket is being closed. Tracked.
    pub(crate) fn is_closing(self, ticket_id: &str) -> bool {
        let closing = self.progress(Kind::CloseTicket);
        closing.is_pending && closing.ticket_id == ticket_id
    }

    /// `aria-busy` and `aria-disabled` of the button of such a request, while one is pending. Tracked. The button is not
    /// `disabled`, which would take the focus from it; a press has no effect.
    pub(crate) fn busy(self, kind: Kind) -> Option<&'static str> {
        self.is_pending(kind).then_some("true")
    }

    fn progress(self, kind: Kind) -> Progress {
        self.progress.track();
        self.present(kind)
    }

    /// True once a logout is pending or done: it decides the next page.
    pub(crate) fn is_leaving(self) -> bool {
        let log_out = self.present(Kind::LogOut);
        log_out.is_pending || log_out.is_done
    }

    /// Shows a validation error.
    pub(crate) fn refuse(self, at: Place, message: &str) {
        let (kind, message) = (at.kind(), message.into());
        self.set(
            kind,
            Progress {
                problem: Some(Problem { at, message }),
                ..self.present(kind)
            },
        );
    }

    /// Clears "Saved" when the shopper edits again.
    pub(crate) fn clear_saved(self, kind: Kind) {
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

    // The view may be disposed before an answer arrives, and its signal with it. Then nothing is pending, and `set` does
    // nothing.

    pub(crate) fn present(self, kind: Kind) -> Progress {
        self.progress
            .try_with_untracked(|progress| progress[kind as usize].clone())
            .unwrap_or_default()
    }

    pub(crate) fn set(self, kind: Kind, present: Progress) {
        self.progress.try_update(|progress| progress[kind as usize] = present);
    }

    /// Starts a request. Does nothing while one of the same kind is pending, so repeated clicks send one request.
    pub(crate) fn ask(self, request: Request) {
        self.start(request, None);
    }

    /// Starts a request with the text of `field`, which is cleared on success unless it changed meanwhile. A chat message
    /// is optimistic: it leaves its field at once, and returns if it is refused.
    pub(crate) fn ask_from(self, field: FieldRef, request: Request) {
        self.start(request, Some(field));
    }

    fn start(self, request: Request, field: Option<FieldRef>) {
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
                // After a navigation in the meantime the page stays.
                let is_here = self.progress.try_with_untracked(|_| ()).is_some();
                shopper.log_out();
                if is_here {
                    props.handle_navigate.call(&"/".into());
                }
            }
            if let Some((sent, field)) = sent {
                let typed = field.value();
                match (kind, &result) {
                    // The refused message goes before any text typed meanwhile.
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
                    problem: result.err().and_then(|error| {
                        let at = Place::of(kind, &error)?;
                        let message = error.message;
                        Some(Problem { at, message })
                    }),
                    ..before
                },
            );
        });
    }
}

/// Keeps the field's text after the answer.
fn keep_unsent(kind: Kind, shopper: &Shopper, text: &str) {
    if let (Some(field), Some(user)) = (kind.field(), shopper.id()) {
        unsaved_storage::keep_if_present(user, field, (!text.is_empty()).then(|| text.to_owned()));
    }
}

/// The view is gone and a newer view may own the field, so only the sent text is dropped.
fn forget_sent(kind: Kind, shopper: &Shopper, sent: &str) {
    if let (Some(field), Some(user)) = (kind.field(), shopper.id())
        && unsaved_storage::kept(user, field).as_deref() == Some(sent)
    {
        unsaved_storage::keep(user, field, None);
    }
}
