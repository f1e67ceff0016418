//! Executes requests. The answers update the query cache, which the page's owner mirrors into the store.

use shop_api::{ApiError, calls};

use crate::request::Request;

/// Sends the request to the server.
pub(crate) async fn perform(request: &Request) -> Result<(), ApiError> {
    match request {
        Request::SaveProfile { name, email } => calls::save_profile(name, email).await.map(drop),
        Request::OpenTicket { subject } => calls::open_ticket(subject).await.map(drop),
        Request::CloseTicket { id } => calls::close_ticket(id).await.map(drop),
        Request::SendChat { text } => calls::send_chat(text).await,
        Request::LogOut => calls::log_out().await,
    }
}
