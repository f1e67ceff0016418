//! The shopper's support tickets. The page's owner mirrors them from the query cache; account shows them.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

use crate::slices::user::UserAction;
use crate::{Action, Change, Foreign, React, Reduce, Rejected};

const MAX_TICKETS: usize = 500;
const MAX_SUBJECT_BYTES: usize = 500;

/// The tickets.
#[derive(Debug, Clone, Default, PartialEq, Wire, Serialize, Deserialize)]
#[wire(default)]
#[serde(default, rename_all = "camelCase")]
pub struct SupportState {
    /// Newest first.
    pub tickets: Vec<Ticket>,
}

/// A request to the shop.
#[derive(Debug, Clone, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    /// The server's id.
    pub id: String,
    /// The subject.
    pub subject: String,
    /// The status.
    pub status: TicketStatus,
    /// The time of opening, ms since the epoch.
    pub created_at: u64,
}

/// The status of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TicketStatus {
    /// Waiting for an answer.
    Open,
    /// Closed.
    Closed,
}

/// Actions on the tickets.
#[derive(Debug, Clone, PartialEq, Wire, Serialize, Deserialize, Action)]
#[slice(key = "support", state = SupportState, reacts_to(UserAction::ClearUser, UserAction::SessionExpired))]
#[serde(tag = "type", content = "payload", rename_all_fields = "camelCase")]
pub enum SupportAction {
    /// Adds an open ticket. Idempotent: a known ticket stays unchanged.
    #[serde(rename = "support/openTicket")]
    OpenTicket {
        /// The server's id.
        id: String,
        /// The subject.
        subject: String,
        /// The time, ms since the epoch.
        created_at: u64,
    },
    /// Closes a ticket.
    #[serde(rename = "support/closeTicket")]
    CloseTicket {
        /// The id of the ticket.
        id: String,
    },
    /// Replaces all tickets with the server's.
    #[serde(rename = "support/setTickets")]
    SetTickets {
        /// Newest first.
        tickets: Vec<Ticket>,
    },
}

impl Reduce<SupportAction> for SupportState {
    fn reduce(&mut self, action: SupportAction, _seq: u64) -> Result<Change, Rejected> {
        match action {
            SupportAction::OpenTicket {
                id,
                subject,
                created_at,
            } => {
                if subject.is_empty() || subject.len() > MAX_SUBJECT_BYTES {
                    return Err(Rejected::refused(format!(
                        "subject: must have 1 to {MAX_SUBJECT_BYTES} bytes"
                    )));
                }
                if self.tickets.iter().any(|ticket| ticket.id == id) {
                    return Ok(Change::Unchanged);
                }
                self.tickets.truncate(MAX_TICKETS - 1);
                self.tickets.insert(
                    0,
                    Ticket {
                        id,
                        subject,
                        status: TicketStatus::Open,
                        created_at,
                    },
                );
                Ok(Change::Changed)
            }
            SupportAction::CloseTicket { id } => {
                let Some(ticket) = self.tickets.iter_mut().find(|ticket| ticket.id == id) else {
                    return Err(Rejected::refused(format!("id: there is no ticket \"{id}\"")));
                };
                let change = Change::when(ticket.status == TicketStatus::Open);
                ticket.status = TicketStatus::Closed;
                Ok(change)
            }
            SupportAction::SetTickets { mut tickets } => {
                tickets.truncate(MAX_TICKETS);
                let change = Change::when(self.tickets != tickets);
                self.tickets = tickets;
                Ok(change)
            }
        }
    }
}

impl React for SupportState {
    fn react(&mut self, _user_is_gone: &Foreign<'_>) -> Change {
        let change = Change::when(!self.tickets.is_empty());
        self.tickets.clear();
        change
    }
}

/// The tickets, newest first.
#[must_use]
pub fn select_tickets(support: &SupportState) -> Vec<Ticket> {
    support.tickets.clone()
}
