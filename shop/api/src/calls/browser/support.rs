//! Support tickets, and the chat with the shop.

use js_sys::Promise;
use tarn_capabilities::clock::wall_ms;
use wasm_bindgen::prelude::*;

use super::page_client::{answered, decode, encode};
use crate::ApiError;
use crate::model::{ChatRequest, Ticket, TicketRequest};
use crate::path::path_with_id;

#[wasm_bindgen(module = "/src/calls/changes.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = openTicket)]
    fn open(body: JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_name = closeTicket)]
    fn close(path: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_name = sendChat)]
    fn send(body: JsValue, at: f64) -> Result<Promise, JsValue>;
}

/// Opens a ticket. A repetition after a lost answer opens no second ticket.
///
/// # Errors
/// `bad_subject`, and those that [all calls](crate::calls) share.
pub async fn open_ticket(subject: &str) -> Result<Ticket, ApiError> {
    let body = encode(&TicketRequest {
        subject: subject.to_owned(),
    })?;
    decode(&answered(open(body)).await?)
}

/// Closes a ticket. Idempotent.
///
/// # Errors
/// `ticket_unknown`, and those that [all calls](crate::calls) share.
pub async fn close_ticket(id: &str) -> Result<Ticket, ApiError> {
    let path = path_with_id("/api/tickets/", id, "/close");
    decode(&answered(close(&path)).await?)
}

/// Sends a message. A repetition after a lost answer is stored once. The update is optimistic: the message appears at once,
/// the shop's reply with the answer, and a refused message disappears.
///
/// # Errors
/// `bad_text`, and those that [all calls](crate::calls) share.
pub async fn send_chat(text: &str) -> Result<(), ApiError> {
    let body = encode(&ChatRequest { text: text.to_owned() })?;
    answered(send(body, wall_ms())).await.map(drop)
}
