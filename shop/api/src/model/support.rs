//! Support tickets, and the chat with the shop.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

/// A request to the shop's support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    /// Opaque id.
    pub id: String,
    /// The subject.
    pub subject: String,
    /// Open or closed.
    pub status: TicketStatus,
    /// Ms since epoch.
    pub created_at: u64,
}

/// The status of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub enum TicketStatus {
    /// Waiting for the shop.
    Open,
    /// Closed.
    Closed,
}

/// Body of `POST /api/tickets`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct TicketRequest {
    /// See [`crate::rules::check_subject`].
    pub subject: String,
}

/// Answer of `GET /api/tickets`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct TicketList {
    /// Newest first.
    pub tickets: Vec<Ticket>,
}

/// One message of the chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    /// Opaque id.
    pub id: String,
    /// The author.
    pub from: ChatAuthor,
    /// Plain text.
    pub text: String,
    /// Ms since epoch.
    pub at: u64,
}

/// The author of a chat message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub enum ChatAuthor {
    /// The shopper.
    Me,
    /// The shop.
    Shop,
}

/// Body of `POST /api/chat`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ChatRequest {
    /// See [`crate::rules::check_chat_text`].
    pub text: String,
}

/// Answer of `GET /api/chat` (the whole conversation) and of `POST /api/chat` (the sent message and the shop's reply).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ChatLog {
    /// Oldest first.
    pub messages: Vec<ChatMessage>,
}
