//! Support tickets, and the chat with the shop.

use wasm_bindgen::JsValue;

use super::page_client::{decode, encode, get, path_with_id, send};
use crate::ApiError;
use crate::model::{ChatLog, ChatMessage, ChatRequest, Ticket, TicketList, TicketRequest};

/// The shopper's tickets, newest first.
///
/// # Errors
/// Those that [all calls](super) share.
pub async fn tickets() -> Result<Vec<Ticket>, ApiError> {
    get::<TicketList>("/api/tickets".into()).await.map(|list| list.tickets)
}

/// Opens a ticket.
///
/// # Errors
/// `bad_subject`, and those that [all calls](super) share.
pub async fn open_ticket(subject: &str) -> Result<Ticket, ApiError> {
    let body = encode(&TicketRequest {
        subject: subject.to_owned(),
    })?;
    decode(&send("POST", "/api/tickets".into(), body, JsValue::UNDEFINED).await?)
}

/// Closes a ticket; one that is closed stays so.
///
/// # Errors
/// `ticket_unknown`, and those that [all calls](super) share.
pub async fn close_ticket(id: &str) -> Result<Ticket, ApiError> {
    let path = path_with_id("/api/tickets/", id, "/close");
    decode(&send("POST", path, JsValue::UNDEFINED, JsValue::UNDEFINED).await?)
}

/// The talk so far, oldest first.
///
/// # Errors
/// Those that [all calls](super) share.
pub async fn chat() -> Result<Vec<ChatMessage>, ApiError> {
    get::<ChatLog>("/api/chat".into()).await.map(|log| log.messages)
}

/// Sends a message and gives it back as stored, followed by the shop's answer.
///
/// # Errors
/// `bad_text`, and those that [all calls](super) share.
pub async fn send_chat(text: &str) -> Result<Vec<ChatMessage>, ApiError> {
    let body = encode(&ChatRequest { text: text.to_owned() })?;
    let answer = send("POST", "/api/chat".into(), body, JsValue::UNDEFINED).await?;
    decode::<ChatLog>(&answer).map(|log| log.messages)
}
