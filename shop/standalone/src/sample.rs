//! Sample state: a shopper who is logged in, and a cart with something in it.

use shared_store::{CartLine, Rejected, Store, User, UserAction};
use shop_api::{ApiError, calls};

const PHONE: &str = "+15550199";

/// A real session: in demo mode the server shows the code that it would otherwise send.
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

/// A shopper of this page alone: what needs the server will say that nobody is logged in there.
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

/// The bar's own actions are well-formed; should one be refused, the console says so.
pub(crate) fn report(result: Result<(), Rejected>) {
    if let Err(rejected) = result {
        web_sys::console::error_1(&rejected.message.into());
    }
}
