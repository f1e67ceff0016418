//! The components of this remote, on a native page with a store and an API of their own.

mod code;
mod phone;
mod session;

use shop_api::ApiError;
use shop_api::model::CodeChallenge;
use shop_props::OtpVerifyProps;
use shop_testing::Shop;
use tarn_federation::testing::{Exposed, START_MS};
use tarn_view::view;

use crate::otp_verify::OtpVerify;

/// The login in this shop.
fn show(shop: &Shop) -> Exposed<OtpVerifyProps> {
    shop.mount(|props| view! { <OtpVerify props/> }, props(shop))
}

/// The props of a login that the shopper has opened directly.
fn props(shop: &Shop) -> OtpVerifyProps {
    OtpVerifyProps {
        handle_navigate: shop.addresses.callback(),
        on_show_toast: Some(shop.toasts.callback()),
        return_to: None,
        session_problem: None,
        check_session: None,
    }
}

/// A sent code that may be replaced after 30 seconds.
fn challenge() -> CodeChallenge {
    CodeChallenge {
        challenge_id: "c1".into(),
        phone: "+15550100199".into(),
        expires_at: START_MS as u64 + 300_000,
        resend_at: START_MS as u64 + 30_000,
        resend_after_ms: Some(30_000),
        demo_code: None,
    }
}

/// Submits a phone number.
fn send_number(page: &Exposed<OtpVerifyProps>, number: &str) {
    page.get("login-phone").type_text(number);
    page.get("login-submit").click();
}

/// The login after a code was sent.
fn show_code_step(shop: &Shop) -> Exposed<OtpVerifyProps> {
    let page = show(shop);
    send_number(&page, "+1 555 010 0199");
    shop.api.request_code.answer(challenge());
    page
}

/// An error of the server.
fn error(code: &str, message: &str) -> ApiError {
    ApiError::new(code, message, 400)
}
