//! Tickets and chat.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use shop_api::model::{ChatLog, ChatRequest, Ticket, TicketList, TicketRequest};
use shop_api::rules::{check_chat_text, check_subject};

use super::bearer::Shopper;
use super::idempotency_key::idempotency_key;
use super::json_body::JsonBody;
use super::path_id::PathId;
use crate::app_state::AppState;
use crate::failure::Failure;
use crate::support::{chat_of, close_ticket, open_ticket, say as say_in_chat, tickets_of};

pub(super) async fn tickets(
    State(state): State<AppState>,
    Shopper(user): Shopper,
) -> Result<Json<TicketList>, Failure> {
    let tickets = tickets_of(&state.database, &user.id).await?;
    Ok(Json(TicketList { tickets }))
}

pub(super) async fn open(
    State(state): State<AppState>,
    Shopper(user): Shopper,
    headers: HeaderMap,
    JsonBody(body): JsonBody<TicketRequest>,
) -> Result<(StatusCode, Json<Ticket>), Failure> {
    let subject = check_subject(&body.subject)
        .map_err(|message| Failure::bad_request("bad_subject", message).field("subject"))?;
    let ticket = open_ticket(&state, &user.id, subject, idempotency_key(&headers)?).await?;
    Ok((StatusCode::CREATED, Json(ticket)))
}

pub(super) async fn close(
    State(state): State<AppState>,
    Shopper(user): Shopper,
    PathId(id): PathId,
) -> Result<Json<Ticket>, Failure> {
    close_ticket(&state.writer, &user.id, &id)
        .await?
        .map(Json)
        .ok_or_else(|| {
            Failure::not_found(
                "ticket_unknown",
                "You have no such ticket. Please look at the list of your tickets.",
            )
        })
}

pub(super) async fn chat(State(state): State<AppState>, Shopper(user): Shopper) -> Result<Json<ChatLog>, Failure> {
    let messages = chat_of(&state.database, &user.id).await?;
    Ok(Json(ChatLog { messages }))
}

pub(super) async fn say(
    State(state): State<AppState>,
    Shopper(user): Shopper,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ChatRequest>,
) -> Result<(StatusCode, Json<ChatLog>), Failure> {
    let text =
        check_chat_text(&body.text).map_err(|message| Failure::bad_request("bad_text", message).field("text"))?;
    let messages = say_in_chat(&state, &user.id, text, idempotency_key(&headers)?).await?;
    Ok((StatusCode::CREATED, Json(ChatLog { messages })))
}
