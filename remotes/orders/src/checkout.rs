//! The purchase on the payment page, and the messages shown without one.

use leptos::leptos_dom::logging::console_warn;
use leptos::prelude::*;
use shared_store::{CartState, Selected, select_user_id, use_selector, use_store};
use shop_api::events::{EventDetail, EventType, tell};
use shop_checkout::{Confirmation, DisplayedPurchase, select_shown_purchase};
use shop_props::PaymentProps;
use tarn_view::{follow_later, switch, view};

use crate::begin::begin;
use crate::line::Line;
use crate::pay::Pay;
use crate::purchase::Purchase;

/// What the payment page shows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Content {
    /// The purchase, to be paid.
    Open,
    /// The purchase that was shown here is placed.
    Placed,
    /// The handoff of the cart could not be read.
    Damaged,
    /// There is no purchase.
    Missing,
}

/// The present purchase. The view follows the cart, so the displayed lines are the lines that are paid for.
#[component]
pub(crate) fn Checkout(props: ReadSignal<PaymentProps>) -> impl IntoView {
    let begun = begin(&use_store());
    let is_damaged = begun.is_err();
    if let Err(damage) = begun {
        console_warn(&damage);
    }
    let shown = use_shown();
    let placed = use_selector(|cart: &CartState| cart.placed.clone());
    let confirmation = RwSignal::new(Confirmation::default());
    let last_id = StoredValue::new(String::new());
    let content = move || match shown.with(|shown| shown.as_ref().map(|shown| shown.purchase_id.clone())) {
        Some(_) if is_damaged => Content::Damaged,
        Some(id) => {
            last_id.set_value(id);
            Content::Open
        }
        None if placed.with(|placed| last_id.with_value(|id| placed.contains(id))) => Content::Placed,
        None if is_damaged => Content::Damaged,
        None => Content::Missing,
    };
    view! {
        {switch(content, move |content| match content {
            Content::Open => view! { <OpenPurchase props shown confirmation/> },
            Content::Placed => view! { <Placed/> },
            Content::Damaged => view! { <Damaged/> },
            Content::Missing => view! { <Missing/> },
        })}
    }
}

/// The purchase of the logged-in user.
fn use_shown() -> Selected<Option<DisplayedPurchase>> {
    let shown = use_selector(select_shown_purchase);
    let user = use_selector(select_user_id);
    Selected::new(move || shown.get().filter(|shown| user.with(|user| *user == shown.user_id)))
}

#[component]
fn OpenPurchase(
    props: ReadSignal<PaymentProps>,
    shown: Selected<Option<DisplayedPurchase>>,
    confirmation: RwSignal<Confirmation>,
) -> impl IntoView {
    tell_started(shown);
    let lines = move || {
        let lines = shown.get().map(|shown| shown.lines).unwrap_or_default();
        lines.into_iter().map(Line::from).collect::<Vec<_>>()
    };
    let total_cents =
        move || shown.with(|shown| shown.as_ref().map(DisplayedPurchase::total_cents).unwrap_or_default());
    view! {
        <Purchase name="checkout" label="What you are buying" lines total_cents>
            <Pay props shown confirmation/>
        </Purchase>
    }
}

/// Dispatches the analytics event "checkout:started".
fn tell_started(shown: Selected<Option<DisplayedPurchase>>) {
    let Some(shown) = shown.get_untracked() else { return };
    let (pieces, total_cents) = (shown.pieces(), shown.total_cents());
    // Deferred, because a listener may do anything while the page is being built.
    follow_later(move || tell(EventType::CheckoutStarted, EventDetail { pieces, total_cents }));
}

#[component]
fn Placed() -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="checkout-placed" role="status">
            <h2>"This purchase is placed"</h2>
            <p>"You have paid for it already, in another tab or before this page was loaded. It was ordered once."</p>
            <a class="button button-primary" href="/orders">"See your orders"</a>
        </div>
    }
}

#[component]
fn Damaged() -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="checkout-missing" role="status">
            <h2>"Your checkout could not be read"</h2>
            <p>
                "What your cart left for this page was damaged, so nothing was ordered. "
                "Your cart is as it was: please go to the checkout from there again."
            </p>
            <a class="button button-primary" href="/cart">"Back to the cart"</a>
        </div>
    }
}

#[component]
fn Missing() -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="checkout-missing" role="status">
            <h2>"There is nothing to pay for"</h2>
            <p>"Choose in your cart what you want to buy, then go to the checkout from there."</p>
            <a class="button button-primary" href="/cart">"Back to the cart"</a>
        </div>
    }
}
