//! What each request does: a call of the server, whose answer goes to the store.

use shared_api::{ApiError, calls};
use shared_store::{ChatAction, SupportAction, User, UserAction};

use crate::account::Account;
use crate::request::{Kind, Progress, Request};
use crate::shopper::Shopper;
use crate::{chat_message, ticket};

impl Account {
    /// Asks the server, and dispatches what it answers.
    pub(crate) async fn perform(self, request: &Request, shopper: &Shopper) -> Result<(), ApiError> {
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
                    let tickets = tickets.into_iter().map(ticket::stored).collect();
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
                    let messages = messages.into_iter().map(chat_message::stored).collect();
                    shopper.dispatch(ChatAction::SetMessages { messages });
                    break;
                }
            },
            Request::SendChat { text } => {
                let messages = calls::send_chat(text).await?;
                self.note_change(Kind::LoadChat);
                for message in messages {
                    shopper.dispatch(ChatAction::Send(chat_message::stored(message)));
                }
            }
            Request::LogOut => calls::log_out().await?,
        }
        Ok(())
    }

    /// The shopper changed what `load` loads.
    fn note_change(self, load: Kind) {
        let progress = self.present(load);
        self.set(
            load,
            Progress {
                is_stale: progress.is_pending,
                ..progress
            },
        );
    }

    fn take_stale(self, load: Kind) -> bool {
        let progress = self.present(load);
        let is_stale = progress.is_stale;
        self.set(
            load,
            Progress {
                is_stale: false,
                ..progress
            },
        );
        is_stale
    }
}
