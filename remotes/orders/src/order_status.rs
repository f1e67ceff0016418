//! The progress of an order.

use shop_api::model::OrderStatus;
use tarn_html_template::{Template, template};

const STEPS: &str = r#"<ol class="orders-steps" aria-label="How far the order has come">
    <li data-part="paid">Paid<span class="visually-hidden" data-part="paid-done"></span></li>
    <li data-part="packed">Packed<span class="visually-hidden" data-part="packed-done"></span></li>
    <li data-part="shipped">Shipped<span class="visually-hidden" data-part="shipped-done"></span></li>
</ol>"#;

/// The status in one word.
pub(crate) fn status_name(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::Paid => "Paid",
        OrderStatus::Packed => "Packed",
        OrderStatus::Shipped => "Shipped",
    }
}

/// All steps; the completed ones are marked.
pub(crate) fn steps(status: OrderStatus) -> Template {
    let mut steps = template(STEPS);
    let mut is_done = true;
    for step in [OrderStatus::Paid, OrderStatus::Packed, OrderStatus::Shipped] {
        let part = step.as_str();
        steps = steps
            .set(part, "data-done", &is_done.to_string())
            .write(&format!("{part}-done"), if is_done { ", done" } else { ", not yet" });
        if step == status {
            steps = steps.set(part, "aria-current", "step");
            is_done = false;
        }
    }
    steps
}
