//! Support tickets, and the chat with the shop.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

/// A question to the shop's support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    /// Opaque id.
    pub id: String,
    /// What it is about.
    pub subject: String,
    /// Open or closed.
    pub status: TicketStatus,
    /// Ms since epoch.
    pub created_at: u64,
}

/// Whether a ticket still waits for the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub enum TicketStatus {
    /// Waits for the shop.
    Open,
    /// Done.
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
    /// Who wrote it.
    pub from: ChatAuthor,
    /// Plain text.
    pub text: String,
    /// Ms since epoch.
    pub at: u64,
}

/// Who wrote a chat message.
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

/// Answer of `GET /api/chat` (the whole talk) and of `POST /api/chat` (what was sent and what the
/// shop said to it).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ChatLog {
    /// Oldest first.
    pub messages: Vec<ChatMessage>,
}
