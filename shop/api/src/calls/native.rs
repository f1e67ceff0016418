//! The calls of a native test, which reach its [`FakeApi`].

use crate::ApiError;
use crate::fake_api::FakeApi;
use crate::model::{
    ChatRequest, CodeChallenge, CodeCheck, CodeRequest, Order, OrderRequest, ProfileUpdate, Session, Ticket,
    TicketRequest, User,
};

/// Requests a login code.
///
/// # Errors
/// The answer of the test, as for all calls here.
pub async fn request_code(phone: &str, resend_of: Option<&str>) -> Result<CodeChallenge, ApiError> {
    let request = CodeRequest {
        phone: phone.to_owned(),
        resend_of: resend_of.map(str::to_owned),
    };
    FakeApi::present().request_code.call(request).await
}

/// Logs in with the code.
///
/// # Errors
/// The answer of the test.
pub async fn verify_code(challenge_id: &str, code: &str) -> Result<Session, ApiError> {
    let check = CodeCheck {
        challenge_id: challenge_id.to_owned(),
        code: code.to_owned(),
    };
    FakeApi::present().verify_code.call(check).await
}

/// Ends the login on the server.
///
/// # Errors
/// The answer of the test.
pub async fn log_out() -> Result<(), ApiError> {
    FakeApi::present().log_out.call(()).await
}

/// Places the order of a purchase.
///
/// # Errors
/// The answer of the test.
pub async fn place_order(request: &OrderRequest, purchase_id: &str) -> Result<Order, ApiError> {
    let request = (request.clone(), purchase_id.to_owned());
    FakeApi::present().place_order.call(request).await
}

/// Changes name and email.
///
/// # Errors
/// The answer of the test.
pub async fn save_profile(name: &str, email: &str) -> Result<User, ApiError> {
    let update = ProfileUpdate {
        name: name.to_owned(),
        email: email.to_owned(),
    };
    FakeApi::present().save_profile.call(update).await
}

/// Opens a ticket.
///
/// # Errors
/// The answer of the test.
pub async fn open_ticket(subject: &str) -> Result<Ticket, ApiError> {
    let subject = subject.to_owned();
    FakeApi::present().open_ticket.call(TicketRequest { subject }).await
}

/// Closes a ticket.
///
/// # Errors
/// The answer of the test.
pub async fn close_ticket(id: &str) -> Result<Ticket, ApiError> {
    FakeApi::present().close_ticket.call(id.to_owned()).await
}

/// Sends a message.
///
/// # Errors
/// The answer of the test.
pub async fn send_chat(text: &str) -> Result<(), ApiError> {
    let text = text.to_owned();
    FakeApi::present().send_chat.call(ChatRequest { text }).await
}
