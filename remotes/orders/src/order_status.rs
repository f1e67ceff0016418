//! The progress of an order.

use leptos::prelude::*;
use shop_api::model::OrderStatus;
use tarn_view::view;

/// All steps, in the order of the progress.
const STEPS: [OrderStatus; 3] = [OrderStatus::Paid, OrderStatus::Packed, OrderStatus::Shipped];

/// The status in one word.
pub(crate) fn status_name(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::Paid => "Paid",
        OrderStatus::Packed => "Packed",
        OrderStatus::Shipped => "Shipped",
    }
}

/// All steps; the completed ones are marked.
#[component]
pub(crate) fn Steps(status: OrderStatus) -> impl IntoView {
    let step = |step: OrderStatus| {
        // The variants are declared in the order of the progress.
        let is_done = step as u8 <= status as u8;
        let current = (step == status).then_some("step");
        view! {
            <li data-done=is_done.to_string() aria-current=current>
                {status_name(step)}<span class="visually-hidden">{if is_done { ", done" } else { ", not yet" }}</span>
            </li>
        }
    };
    view! { <ol class="orders-steps" aria-label="How far the order has come">{STEPS.map(step)}</ol> }
}
