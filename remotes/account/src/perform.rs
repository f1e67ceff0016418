//! What each request does: a call of the server. What its answer changes in the store, the queries bring there, or it is
//! dispatched.

use shared_store::{SupportAction, UserAction};
use shop_api::{ApiError, calls};

use crate::kept::user;
use crate::request::Request;
use crate::shopper::Shopper;

/// Asks the server.
pub(crate) async fn perform(request: &Request, shopper: &Shopper) -> Result<(), ApiError> {
    match request {
        Request::SaveProfile { name, email } => {
            let saved = calls::save_profile(name, email).await?;
            shopper.dispatch(UserAction::SetUser { user: user(saved) });
        }
        Request::OpenTicket { subject } => {
            let ticket = calls::open_ticket(subject).await?;
            shopper.dispatch(SupportAction::OpenTicket {
                id: ticket.id,
                subject: ticket.subject,
                created_at: ticket.created_at,
            });
        }
        Request::CloseTicket { id } => {
            let ticket = calls::close_ticket(id).await?;
            shopper.dispatch(SupportAction::CloseTicket { id: ticket.id });
        }
        Request::SendChat { text } => calls::send_chat(text).await?,
        Request::LogOut => calls::log_out().await?,
    }
    Ok(())
}
