//! `Payment`: the payment page.

use leptos::prelude::*;
use shop_props::PaymentProps;
use tarn_html_template::Template;

use crate::checkout::checkout;
use crate::needs_login::needs_login;

const PAGE: &str = r#"<div class="page"><a class="back-link" href="/cart">Your cart</a>
    <div class="page-head"><h1 class="page-title">Payment</h1></div>
    <div data-part="content"></div>
</div>"#;

/// The payment page. The handoff stays in storage until the shopper is logged in, so a login on the way loses nothing.
pub(crate) fn payment(props: ReadSignal<PaymentProps>) -> Template {
    needs_login(
        PAGE,
        "Loading the payment",
        move || props.with(|props| props.handle_navigate.clone()),
        move || checkout(props),
    )
}
