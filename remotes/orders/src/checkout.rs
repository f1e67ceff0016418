//! What the cart handed off, and the way back when it handed off nothing.

use leptos::prelude::*;
use remote_props::PaymentProps;
use shared_store::browser::storage::Area;
use shared_store::handoff::{HANDOFF_KEY, Handoff};
use shared_store::{CartLine, select_locale, use_selector};
use shared_ui::money;

use crate::line::{Line, LineRow, items};
use crate::pay::Pay;

/// Reads the handoff, once: it is gone afterwards.
#[component]
pub(crate) fn Checkout(props: ReadSignal<PaymentProps>) -> impl IntoView {
    let handed_off = Area::Session.take::<Handoff>(HANDOFF_KEY).and_then(|handoff| {
        let lines = handoff.map(Handoff::into_lines).transpose();
        lines.map_err(|rejected| rejected.message)
    });
    match handed_off {
        Ok(Some(lines)) => view! { <Purchase props lines/> }.into_any(),
        Ok(None) => missing(
            "There is nothing to pay for",
            "Choose in your cart what you want to buy, then go to the checkout from there.",
        )
        .into_any(),
        Err(damage) => {
            web_sys::console::warn_1(&damage.into());
            missing(
                "Your checkout could not be read",
                "What your cart left for this page was damaged, so nothing was ordered. Your cart is as it was: please go to the checkout from there again.",
            )
            .into_any()
        }
    }
}

fn missing(what: &'static str, next: &'static str) -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="checkout-missing" role="status">
            <h2>{what}</h2>
            <p>{next}</p>
            <a class="button button-primary" href="/cart">"Back to the cart"</a>
        </div>
    }
}

#[component]
fn Purchase(props: ReadSignal<PaymentProps>, lines: Vec<CartLine>) -> impl IntoView {
    let locale = use_selector(select_locale);
    let cents: u64 = lines.iter().map(CartLine::total_cents).sum();
    let total = move || money(cents, &locale.get());
    let pieces = items(lines.iter().map(|line| line.quantity));
    let rows = lines.clone().into_iter().map(|line| {
        let line = Line {
            product_id: line.product_id,
            name: line.name,
            image: line.image,
            price_cents: line.price_cents,
            quantity: line.quantity,
        };
        view! { <LineRow line test_id="checkout-line"/> }
    });
    view! {
        <div class="with-aside">
            <ul class="line-list" aria-label="What you are buying">{rows.collect_view()}</ul>
            <aside class="summary" aria-labelledby="checkout-summary">
                <h2 id="checkout-summary">"Summary"</h2>
                <dl>
                    <div>
                        <dt>"Subtotal (" {pieces} ")"</dt>
                        <dd>{total}</dd>
                    </div>
                    <div>
                        <dt>"Shipping"</dt>
                        <dd>"Free"</dd>
                    </div>
                    <div class="summary-total">
                        <dt>"Total"</dt>
                        <dd data-testid="checkout-total">{total}</dd>
                    </div>
                </dl>
                <Pay props lines cents/>
            </aside>
        </div>
    }
}
