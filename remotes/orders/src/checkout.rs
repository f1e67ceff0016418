//! What the cart handed off, and the way back when it handed off nothing.

use html_template::{Template, follow_later, template};
use leptos::prelude::*;
use remote_props::PaymentProps;
use shared_api::events::{EventDetail, EventType, tell};
use shared_store::CartLine;
use shared_store::browser::storage::Area;
use shared_store::handoff::{HANDOFF_KEY, Handoff};

use crate::line::Line;
use crate::pay::pay;
use crate::purchase::{Purchase, purchase};

const MISSING: &str = r#"<div class="empty-state" data-testid="checkout-missing" role="status">
    <h2>There is nothing to pay for</h2>
    <p>Choose in your cart what you want to buy, then go to the checkout from there.</p>
    <a class="button button-primary" href="/cart">Back to the cart</a>
</div>"#;

const DAMAGED: &str = r#"<div class="empty-state" data-testid="checkout-missing" role="status">
    <h2>Your checkout could not be read</h2>
    <p>What your cart left for this page was damaged, so nothing was ordered. Your cart is as it was: please go to the checkout from there again.</p>
    <a class="button button-primary" href="/cart">Back to the cart</a>
</div>"#;

/// Reads the handoff, once: it is gone afterwards.
pub(crate) fn checkout(props: ReadSignal<PaymentProps>) -> Template {
    let handed_off = Area::Session.take::<Handoff>(HANDOFF_KEY).and_then(|handoff| {
        let lines = handoff.map(Handoff::into_lines).transpose();
        lines.map_err(|rejected| rejected.message)
    });
    match handed_off {
        Ok(Some(lines)) => {
            let cents = lines.iter().map(CartLine::total_cents).sum();
            let pieces = lines.iter().map(|line| line.quantity).sum();
            let pay = pay(props, lines.clone(), cents);
            let total_cents = cents;
            follow_later(move || tell(EventType::CheckoutStarted, EventDetail { pieces, total_cents }));
            purchase(Purchase {
                name: "checkout",
                label: "What you are buying",
                lines: lines.iter().map(Line::from).collect(),
                total_cents: cents,
                end: pay,
            })
        }
        Ok(None) => template(MISSING),
        Err(damage) => {
            web_sys::console::warn_1(&damage.into());
            template(DAMAGED)
        }
    }
}
