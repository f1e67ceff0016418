//! Support: tickets, and a chat with automatic answers.

mod assistant;
mod chat;
mod tickets;

pub(crate) use chat::{chat_of, say};
pub(crate) use tickets::{close_ticket, open_ticket, tickets_of};

use crate::failure::Failure;

/// Checks that a repeated request has the same text as the first one with its key.
fn refuse_other_text(first: &str, repeated: &str) -> Result<(), Failure> {
    match first == repeated {
        true => Ok(()),
        false => Err(Failure::key_reused()),
    }
}
