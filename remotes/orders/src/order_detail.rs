//! `OrderDetail`: one order.

use leptos::prelude::*;
use shared_store::{select_locale, use_selector};
use shop_api::model::Order;
use shop_api::queries::{order, use_query};
use shop_props::OrderDetailProps;
use shop_ui::date_time;
use tarn_html_template::{Template, template};

use crate::line::Line;
use crate::loading::loaded;
use crate::needs_login::needs_login;
use crate::order_status::{status_name, steps};
use crate::purchase::{Purchase, purchase};

const PAGE: &str =
    r#"<div class="page"><a class="back-link" href="/orders">All orders</a><div data-part="content"></div></div>"#;

const UNKNOWN: &str = r#"<div class="empty-state" data-testid="order-unknown" role="status">
    <h1 class="page-title">There is no such order</h1>
    <p>The address may be mistyped, or the order belongs to another account.</p>
    <a class="button button-primary" href="/orders">See your orders</a>
</div>"#;

const ORDER: &str = r#"<article data-testid="order-detail" data-part="order">
    <div class="page-head">
        <div>
            <h1 class="page-title" data-part="title"></h1>
            <p class="page-lead" data-part="placed"></p>
        </div>
        <span class="badge badge-good" data-testid="order-status" data-part="status"></span>
    </div>
    <ol data-part="steps"></ol>
    <div data-part="purchase"></div>
</article>"#;

const NOTE: &str = r#"<p class="small muted demo-note">Demo shop: no payment was taken and nothing is sent.</p>"#;

const WAITING: &str = "Loading the order";

/// The order that the props name, for logged-in users. A changed id replaces the view.
pub(crate) fn order_detail(props: ReadSignal<OrderDetailProps>) -> Template {
    needs_login(
        PAGE,
        WAITING,
        move || props.with(|props| props.handle_navigate.clone()),
        move || {
            // The view is recreated for a changed id, so no part of the previous order can stay.
            template(r#"<div data-part="one"></div>"#).show(
                "one",
                move || Some(props.with(|props| props.order_id.clone())),
                |order_id| {
                    let order_id = order_id.to_owned();
                    loaded(use_query(move || order(&order_id)), WAITING, UNKNOWN, facts)
                },
            )
        },
    )
}

fn facts(order: &Order) -> Template {
    let locale = use_selector(select_locale);
    let placed_at = order.placed_at as f64;
    let lines: Vec<_> = order.lines.iter().map(Line::from).collect();
    let total_cents = order.total_cents;
    template(ORDER)
        .set("order", "data-order", &order.id)
        .write("title", &format!("Order {}", order.id))
        .write("status", status_name(order.status))
        .text("placed", move || {
            format!("Placed on {}", date_time(placed_at, &locale.get()))
        })
        .put("steps", steps(order.status))
        .put(
            "purchase",
            purchase(Purchase {
                name: "order",
                label: "What was ordered",
                lines: move || lines.clone(),
                total_cents: move || total_cents,
                end: template(NOTE),
            }),
        )
}
