//! Sample state: a logged-in shopper and a filled cart.

use shared_store::{CartLine, Rejected, Store, User, UserAction};
use shop_api::{ApiError, calls};

const PHONE: &str = "+15550199";

/// Logs in with a real session: in demo mode the server returns the code that it would otherwise send.
pub(crate) async fn log_in_for_demonstration(store: &Store) -> Result<(), ApiError> {
    let challenge = calls::request_code(PHONE, None).await?;
    let code = challenge.demo_code.ok_or_else(|| {
        ApiError::new(
            "not_demo",
            "This server does not show login codes; start it in demo mode.",
            0,
        )
    })?;
    let session = calls::verify_code(&challenge.challenge_id, &code).await?;
    shop_page::log_in(store, session);
    Ok(())
}

/// Logs in a shopper that only this page knows: the server answers requests as for a guest.
pub(crate) fn log_in_without_server(store: &Store) {
    let user = User {
        id: "sample".into(),
        name: Some("Ada Sample".into()),
        phone: PHONE.into(),
        email: None,
    };
    report(store.dispatch(UserAction::SetUser { user }));
    report(store.dispatch(UserAction::SetIsLoggedIn { is_logged_in: true }));
}

/// Two products of the catalogue.
pub(crate) fn lines() -> [CartLine; 2] {
    let line = |product_id: &str, name: &str, price_cents, quantity| CartLine {
        product_id: product_id.into(),
        name: name.into(),
        price_cents,
        quantity,
        image: String::new(),
    };
    [
        line("p4", "Sample product four", 7400, 1),
        line("p5", "Sample product five", 1525, 2),
    ]
}

/// Logs a refusal of one of the bar's own actions, which are well-formed.
pub(crate) fn report(result: Result<(), Rejected>) {
    if let Err(rejected) = result {
        web_sys::console::error_1(&rejected.message.into());
    }
}
