//! `Payment`: what is to be paid, and paying it.

use leptos::prelude::*;
use remote_props::PaymentProps;

use crate::checkout::Checkout;
use crate::needs_login::{needs_login, skeleton};

/// The payment page. The handoff is left alone until the shopper is logged in: a login on the way loses nothing.
pub(crate) fn payment(props: ReadSignal<PaymentProps>) -> impl IntoView {
    let may_show = needs_login(Signal::derive(move || {
        props.with(|props| props.handle_navigate.clone())
    }));
    view! {
        <div class="page">
            <div class="page-head">
                <h1 class="page-title">"Payment"</h1>
            </div>
            {move || match may_show.get() {
                true => view! { <Checkout props/> }.into_any(),
                false => skeleton("Loading the payment").into_any(),
            }}
        </div>
    }
}
