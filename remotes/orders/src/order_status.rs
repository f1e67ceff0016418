//! How far an order has come, for people.

use leptos::prelude::*;
use shared_api::model::OrderStatus;

/// In the order in which an order goes through them.
const STEPS: [OrderStatus; 3] = [OrderStatus::Paid, OrderStatus::Packed, OrderStatus::Shipped];

fn name(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::Paid => "Paid",
        OrderStatus::Packed => "Packed",
        OrderStatus::Shipped => "Shipped",
    }
}

/// The status in one word.
pub(crate) fn badge(status: OrderStatus) -> impl IntoView {
    view! { <span class="badge badge-good" data-testid="order-status">{name(status)}</span> }
}

/// All steps, those that are done marked.
pub(crate) fn steps(status: OrderStatus) -> impl IntoView {
    let reached = STEPS.iter().position(|step| *step == status);
    let step = move |(at, step): (usize, &OrderStatus)| {
        let is_done = reached.is_some_and(|reached| at <= reached);
        let is_present = reached == Some(at);
        view! {
            <li data-done=is_done.to_string() aria-current=is_present.then_some("step")>
                {name(*step)}
                <span class="visually-hidden">{if is_done { ", done" } else { ", not yet" }}</span>
            </li>
        }
    };
    view! {
        <ol class="orders-steps" aria-label="How far the order has come">
            {STEPS.iter().enumerate().map(step).collect_view()}
        </ol>
    }
}
