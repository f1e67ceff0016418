//! The Pay button, with its notices.

use std::rc::Rc;

use leptos::prelude::*;
use shared_store::{Selected, select_locale, use_selector, use_store};
use shop_checkout::{Confirmation, DisplayedPurchase};
use shop_props::PaymentProps;
use shop_ui::money;
use tarn_html_template::{Template, template};

use crate::payment_state::{Payment, Pressed};
use crate::place::press;
use crate::problem::problem;
use crate::request::Request;

// The empty problem part is hidden, because it would leave a gap.
const PAY: &str = r#"<div class="stack stack-tight">
    <div role="alert" data-part="notice"></div>
    <div>
        <button class="button button-primary button-wide" type="button" id="pay" data-testid="pay" data-part="pay"></button>
        <p class="small muted"><span class="demo-note">Demo shop: no payment is taken and nothing is sent. </span>Prices and stock are confirmed when you pay.</p>
    </div>
    <div data-part="problem"></div>
</div>"#;

const CHANGED: &str = r#"<div class="notice notice-info" data-testid="checkout-changed">
    <p>Your cart has changed since you came to this page. This is what is in it now. Please check it before you pay.</p>
</div>"#;

const ASKED: &str = r#"<div class="notice notice-info" data-testid="checkout-changed">
    <p>Nothing was ordered yet, because your cart had changed. This is what is in it now. Press Pay again to order it.</p>
</div>"#;

const ELSEWHERE: &str = r#"<div class="notice notice-error" data-testid="checkout-elsewhere">
    <p>Nothing was ordered here. Another tab of your browser has paid for this purchase or has changed it. Please load this page again to see it.</p>
    <button class="button button-small" type="button" data-testid="reload" data-part="reload">Load again</button>
</div>"#;

/// The Pay button, labelled with the total.
pub(crate) fn pay(
    props: ReadSignal<PaymentProps>,
    shown: Selected<Option<DisplayedPurchase>>,
    confirmation: RwSignal<Confirmation>,
) -> Template {
    let locale = use_selector(select_locale);
    let Some(first) = shown.get_untracked() else {
        return template(PAY);
    };
    confirmation.update(|confirmation| confirmation.show(&first));
    let payment = Rc::new(Payment {
        store: use_store(),
        request: Request::new(),
        props,
        confirmation,
        pressed: RwSignal::new(Pressed::Quiet),
    });
    let Payment { request, pressed, .. } = *payment;
    let total = move || shown.with(|shown| shown.as_ref().map(DisplayedPurchase::total_cents).unwrap_or_default());
    let is_busy = move || Some(request.is_under_way().to_string());
    let notice = move || match pressed.get() {
        Pressed::Elsewhere => Some(ELSEWHERE.into()),
        _ if request.is_under_way() => None,
        _ if shown.with(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| !confirmation.with(|it| it.covers(shown)))
        }) =>
        {
            Some(CHANGED.into())
        }
        Pressed::Asked => Some(ASKED.into()),
        Pressed::Quiet => None,
    };
    let pressed_payment = Rc::clone(&payment);
    template(PAY)
        .text("pay", move || format!("Pay {}", money(total(), &locale.get())))
        .attr("pay", "aria-disabled", is_busy)
        .attr("pay", "aria-busy", is_busy)
        .on("pay", "click", move |_| press(&pressed_payment))
        .flag("notice", "hidden", move || notice().is_none())
        .show("notice", notice, |notice| match notice {
            ELSEWHERE => template(ELSEWHERE).on("reload", "click", |_| load_again()),
            CHANGED => template(CHANGED),
            _ => template(ASKED),
        })
        .flag("problem", "hidden", move || request.failure_key().is_none())
        .show("problem", move || request.failure_key(), move |_| problem(&payment))
}

fn load_again() {
    if let Some(window) = web_sys::window() {
        // A reload fails only if the page is being unloaded already.
        let _ = window.location().reload();
    }
}
