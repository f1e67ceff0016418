//! `Payment`: the payment page.

use leptos::prelude::*;
use tarn_view::view;

use crate::checkout::Checkout;
use crate::needs_login::NeedsLogin;

/// The payment page. The handoff stays in storage until the shopper is logged in, so a login on the way loses nothing.
#[component]
pub(crate) fn Payment(props: ReadSignal<shop_props::PaymentProps>) -> impl IntoView {
    view! {
        <div class="page">
            <a class="back-link" href="/cart">"Your cart"</a>
            <div class="page-head"><h1 class="page-title">"Payment"</h1></div>
            <NeedsLogin waiting="Loading the payment" handle_navigate=move || props.read().handle_navigate.clone()>
                <Checkout props/>
            </NeedsLogin>
        </div>
    }
}
