//! Asking for the order, and what its answer does to the cart.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_store::{BoughtLine, CartAction, CartLine, select_locale, select_user_id};
use shop_api::ApiError;
use shop_api::calls::place_order;
use shop_api::events::{EventDetail, EventType, tell};
use shop_api::model::{Order, OrderDifference, OrderDifferenceKind, OrderLineRequest, OrderRequest};
use shop_checkout::Shown;
use shop_props::PaymentProps;
use shop_ui::money;
use tarn_federation::Callback;

use crate::begin::is_elsewhere;
use crate::paying::{Payment, Pressed};

/// Orders what is shown, once: presses while a request is under way are passed over, and all requests of a purchase carry its id.
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

/// Sends the request for what the shopper has confirmed, and takes its answer, also after the view is gone.
async fn place(payment: Payment, shown: Shown, props: PaymentProps) {
    let (store, request) = (&payment.store, payment.request);
    let toast = props.on_show_toast.as_ref();
    match place_order(&order_request(&shown), &shown.purchase_id).await {
        Ok(order) => {
            let pieces = order.lines.iter().map(|line| line.quantity).sum();
            let total_cents = order.total_cents;
            tell(EventType::OrderPlaced, EventDetail { pieces, total_cents });
            // The cart of another user has nothing to do with this order.
            if store.select(select_user_id) != shown.user_id {
                request.end(None);
                return;
            }
            let is_abandoned = request.is_abandoned();
            settle(&payment, &shown, &order);
            say(toast, &thanks(&order, &shown, &store.select(select_locale)));
            // A shopper that has gone elsewhere meanwhile is left there.
            if !is_abandoned {
                props.handle_navigate.call(&"/orders".into());
            }
        }
        Err(error) => {
            take_prices(&payment, &error.differences);
            if request.is_abandoned() || error.code == ApiError::SESSION_ENDED {
                say(toast, &error.message);
            }
            request.end(Some(error));
        }
    }
}

/// The request for exactly what is shown.
fn order_request(shown: &Shown) -> OrderRequest {
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

/// Takes what the order has out of the cart, in every tab.
fn settle(payment: &Payment, shown: &Shown, order: &Order) {
    let bought = order.lines.iter().map(|line| BoughtLine {
        product_id: line.product_id.clone(),
        quantity: line.quantity,
    });
    payment.dispatch(CartAction::PurchasePlaced {
        id: shown.purchase_id.clone(),
        lines: bought.collect(),
    });
}

/// The cart shows the prices of the shop, so that the next press pays what is shown.
fn take_prices(payment: &Payment, differences: &[OrderDifference]) {
    for difference in differences {
        if let Some(price_cents) = difference.price_cents {
            let product_id = difference.product_id.clone();
            // Only the difference in price tells the price. Another difference of the product leaves it to be asked about.
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

/// What to say when the order is there. A purchase that had been placed before may have other lines than those that are shown now.
fn thanks(order: &Order, shown: &Shown, locale: &str) -> String {
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

fn say(on_show_toast: Option<&Callback<String>>, message: &str) {
    if let Some(show) = on_show_toast {
        show.call(&message.to_owned());
    }
}
