//! Places the order and updates the cart with the answer.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_store::{BoughtLine, CartAction, CartLine, select_locale, select_user_id};
use shop_api::ApiError;
use shop_api::calls::place_order;
use shop_api::events::{EventDetail, EventType, tell};
use shop_api::model::{Order, OrderDifference, OrderDifferenceKind, OrderLineRequest, OrderRequest};
use shop_checkout::DisplayedPurchase;
use shop_props::PaymentProps;
use shop_ui::money;
use tarn_federation::Callback;

use crate::begin::is_elsewhere;
use crate::payment_state::{Payment, Pressed};

/// Orders the displayed lines, once: presses while a request is pending are ignored, and all requests of a purchase carry
/// its id as the idempotency key.
pub(crate) fn press(payment: &Payment) {
    let Some(shown) = payment.shown().filter(|_| !payment.request.is_under_way_untracked()) else {
        return;
    };
    if is_elsewhere(&payment.store, &shown) {
        payment.pressed.set(Pressed::Elsewhere);
        return;
    }
    let mut is_informed = false;
    payment
        .confirmation
        .update(|confirmation| is_informed = confirmation.press(&shown));
    payment
        .pressed
        .set(if is_informed { Pressed::Quiet } else { Pressed::Asked });
    if is_informed && payment.request.begin() {
        spawn_local(place(payment.clone(), shown, payment.props.get_untracked()));
    }
}

/// Sends the confirmed order and handles its answer, even after the view is disposed.
async fn place(payment: Payment, shown: DisplayedPurchase, props: PaymentProps) {
    let (store, request) = (&payment.store, payment.request);
    let toast = props.on_show_toast.as_ref();
    match place_order(&order_request(&shown), &shown.purchase_id).await {
        Ok(order) => {
            let pieces = order.lines.iter().map(|line| line.quantity).sum();
            let total_cents = order.total_cents;
            tell(EventType::OrderPlaced, EventDetail { pieces, total_cents });
            // The order does not concern the cart of another user.
            if store.select(select_user_id) != shown.user_id {
                request.end(None);
                return;
            }
            let is_abandoned = request.is_abandoned();
            settle(&payment, &shown, &order);
            show_toast(toast, &thanks(&order, &shown, &store.select(select_locale)));
            // After a navigation in the meantime the page stays.
            if !is_abandoned {
                props.handle_navigate.call(&"/orders".into());
            }
        }
        Err(error) => {
            take_prices(&payment, &error.differences);
            if request.is_abandoned() || error.code == ApiError::SESSION_ENDED {
                show_toast(toast, &error.message);
            }
            request.end(Some(error));
        }
    }
}

/// The request for exactly the displayed lines.
fn order_request(shown: &DisplayedPurchase) -> OrderRequest {
    let line = |line: &CartLine| OrderLineRequest {
        product_id: line.product_id.clone(),
        quantity: i64::from(line.quantity),
        price_cents: Some(u64::from(line.price_cents)),
    };
    OrderRequest {
        lines: shown.lines.iter().map(line).collect(),
        total_cents: Some(shown.total_cents()),
    }
}

/// Removes the ordered pieces from the cart, in every tab.
fn settle(payment: &Payment, shown: &DisplayedPurchase, order: &Order) {
    let bought = order.lines.iter().map(|line| BoughtLine {
        product_id: line.product_id.clone(),
        quantity: line.quantity,
    });
    payment.dispatch(CartAction::PurchasePlaced {
        id: shown.purchase_id.clone(),
        lines: bought.collect(),
    });
}

/// Updates the cart to the shop's prices, so that the next press pays the displayed total.
fn take_prices(payment: &Payment, differences: &[OrderDifference]) {
    for difference in differences {
        if let Some(price_cents) = difference.price_cents {
            let product_id = difference.product_id.clone();
            // Only a difference of kind `Price` shows the new price to the shopper. After any other kind the price still
            // needs a confirmation.
            if difference.kind == OrderDifferenceKind::Price {
                payment.agree(|confirmation| confirmation.agree_to_price(&product_id, price_cents));
            }
            payment.dispatch(CartAction::UpdatePrice {
                product_id,
                price_cents,
            });
        }
    }
}

/// The toast after an order. An order that was placed before may have other lines than the displayed ones.
fn thanks(order: &Order, shown: &DisplayedPurchase, locale: &str) -> String {
    let is_ordered = |line: &CartLine| {
        let mut ordered = order.lines.iter();
        ordered.any(|other| other.product_id == line.product_id && other.quantity == line.quantity)
    };
    let total = money(order.total_cents, locale);
    if order.lines.len() != shown.lines.len() || !shown.lines.iter().all(is_ordered) {
        return format!(
            "You had placed this purchase already, as order {} for {total}. What is not in that order is still in your cart.",
            order.id
        );
    }
    let mut text = String::from("Thank you, your order is placed.");
    if order.total_cents != shown.total_cents() {
        text.push_str(" A price was lower: you pay ");
        text.push_str(&total);
    }
    text
}

fn show_toast(on_show_toast: Option<&Callback<String>>, message: &str) {
    if let Some(show) = on_show_toast {
        show.call(&message.to_owned());
    }
}
