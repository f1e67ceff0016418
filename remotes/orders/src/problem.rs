//! The failure of an order, with the shopper's options.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use tarn_html_template::{Template, template};

use crate::differences::different;
use crate::payment_state::Payment;
use crate::place::press;

const TEMPORARY: &str = r#"<div class="notice notice-error" role="alert" data-testid="pay-problem">
    <p data-part="what"></p>
    <button class="button button-small" type="button" data-testid="retry" data-part="retry">Try again</button>
</div>"#;

const LASTING: &str = r#"<div class="notice notice-error" role="alert" data-testid="pay-problem">
    <p data-part="what"></p>
    <a class="button button-small" href="/cart">Change your cart</a>
</div>"#;

/// The view of the payment's last failure.
pub(crate) fn problem(payment: &Payment) -> Template {
    let Some(error) = payment.request.failure() else {
        return template("<div></div>");
    };
    if !error.differences.is_empty() {
        return different(payment.clone(), error);
    }
    if !error.is_temporary() {
        return template(LASTING).write("what", &error.message);
    }
    let payment = payment.clone();
    let what = error.message + " Trying again is safe: it will not be ordered twice.";
    template(TEMPORARY).write("what", &what).on("retry", "click", move |_| {
        focus_pay();
        press(&payment);
    })
}

/// Moves the focus to the Pay button, before the pressed button is removed.
pub(crate) fn focus_pay() {
    let pay = document().get_element_by_id("pay");
    if let Some(pay) = pay.and_then(|pay| pay.dyn_into::<HtmlElement>().ok()) {
        // The button may be gone, and then there is nothing to do.
        let _ = pay.focus();
    }
}
