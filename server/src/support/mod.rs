//! Support: tickets, and a chat that the shop answers by itself.

mod assistant;
mod chat;
mod tickets;

pub(crate) use chat::{chat_of, say};
pub(crate) use tickets::{close_ticket, open_ticket, tickets_of};
