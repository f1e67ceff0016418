//! The Pay button, with its notices and problems.

use leptos::prelude::*;
use shared_store::{Selected, select_locale, use_selector, use_store};
use shop_checkout::{Confirmation, DisplayedPurchase};
use shop_props::PaymentProps;
use shop_ui::money;
use tarn_view::view;

use crate::pay_notice::{Notice, PayNotice};
use crate::payment_state::{Payment, Pressed};
use crate::place::press;
use crate::problem::Problem;
use crate::request::Request;

/// The Pay button, labelled with the total.
#[component]
pub(crate) fn Pay(
    props: ReadSignal<PaymentProps>,
    shown: Selected<Option<DisplayedPurchase>>,
    confirmation: RwSignal<Confirmation>,
) -> impl IntoView {
    if let Some(first) = shown.get_untracked() {
        confirmation.update(|confirmation| confirmation.show(&first));
    }
    let (request, pressed) = (Request::new(), RwSignal::new(Pressed::Quiet));
    let payment = Payment {
        store: use_store(),
        request,
        props,
        confirmation,
        pressed,
    };
    let locale = use_selector(select_locale);
    let total = move || {
        let cents = shown.with(|shown| shown.as_ref().map(DisplayedPurchase::total_cents).unwrap_or_default());
        money(cents, &locale.get())
    };
    let is_busy = move || request.is_under_way();
    let is_informed = move |shown: &DisplayedPurchase| confirmation.with(|confirmation| confirmation.covers(shown));
    let notice = Selected::new(move || match pressed.get() {
        Pressed::Elsewhere => Some(Notice::Elsewhere),
        _ if request.is_under_way() => None,
        _ if !shown.with(|shown| shown.as_ref().is_none_or(is_informed)) => Some(Notice::Changed),
        Pressed::Asked => Some(Notice::Asked),
        Pressed::Quiet => None,
    });
    // Unique per failure, so that each one is shown and announced anew.
    let failure = Selected::new(move || request.failure_number());
    let problem = {
        let payment = payment.clone();
        move || {
            let error = failure.get().and_then(|_| request.failure());
            error.map(|error| view! { <Problem payment=payment.clone() error/> })
        }
    };
    view! {
        <div class="stack stack-tight">
            <div role="alert" hidden=move || notice.get().is_none()>
                {move || notice.get().map(|notice| view! { <PayNotice notice/> })}
            </div>
            <div>
                <button
                    class="button button-primary button-wide" type="button" id="pay" data-testid="pay"
                    aria-disabled=is_busy aria-busy=is_busy on:click=move |_| press(&payment)
                >"Pay "{total}</button>
                <p class="small muted">
                    <span class="demo-note">"Demo shop: no payment is taken and nothing is sent. "</span>
                    "Prices and stock are confirmed when you pay."
                </p>
            </div>
            // Hidden while it is empty, because it would leave a gap.
            <div hidden=move || failure.get().is_none()>{problem}</div>
        </div>
    }
}
