//! `OrderList`: the shopper's orders.

use leptos::prelude::*;
use shared_store::{Selected, select_locale, use_selector};
use shop_api::model::{Order, OrderList};
use shop_api::queries::{orders, use_query};
use shop_props::OrderListProps;
use shop_ui::date;
use tarn_html_template::{Template, template};

use crate::line::{amount, items, thumb};
use crate::loading::loaded;
use crate::needs_login::needs_login;
use crate::order_status::status_name;

/// The maximum number of pictures per order.
const PICTURES: usize = 3;

const PAGE: &str = r#"<div class="page">
    <div class="page-head"><h1 class="page-title">Your orders</h1></div>
    <div data-part="content"></div>
</div>"#;

const EMPTY: &str = r#"<div class="empty-state" data-testid="orders-empty">
    <h2>You have not ordered anything yet</h2>
    <p>What you buy is listed here, with how far it has come.</p>
    <a class="button button-primary" href="/products">See the products</a>
</div>"#;

const LIST: &str = r#"<ul class="table-list" aria-label="Your orders, newest first" data-part="rows"></ul>"#;

const ORDER: &str = r#"<li class="table-row" data-testid="order-row" data-part="order">
    <div class="orders-thumbs" aria-hidden="true" data-part="pictures"></div>
    <div class="table-main">
        <a data-testid="order-link" data-part="link"></a>
        <p class="small muted" data-part="placed"></p>
    </div>
    <span class="row">
        <span class="badge badge-good" data-testid="order-status" data-part="status"></span>
        <span class="price" data-part="total"></span>
    </span>
</li>"#;

const MORE: &str = r#"<span class="orders-more" data-part="more"></span>"#;

const WAITING: &str = "Loading your orders";

/// The orders, newest first, for logged-in users.
pub(crate) fn order_list(props: ReadSignal<OrderListProps>) -> Template {
    needs_login(
        PAGE,
        WAITING,
        move || props.with(|props| props.handle_navigate.clone()),
        || loaded(use_query(orders), WAITING, EMPTY, found),
    )
}

fn found(OrderList { orders }: &OrderList) -> Template {
    if orders.is_empty() {
        return template(EMPTY);
    }
    let locale = use_selector(select_locale);
    let rows = orders.iter().map(|order| order_row(order, locale));
    template(LIST).fill("rows", rows.collect())
}

fn order_row(order: &Order, locale: Selected<String>) -> Template {
    let placed_at = order.placed_at as f64;
    let total_cents = order.total_cents;
    let pieces = items(order.lines.iter().map(|line| line.quantity));
    template(ORDER)
        .set("order", "data-order", &order.id)
        .fill("pictures", pictures(order))
        .set("link", "href", &format!("/orders/{}", order.id))
        .write("link", &format!("Order {}", order.id))
        .write("status", status_name(order.status))
        .text("placed", move || {
            format!("{}, {pieces}", date(placed_at, &locale.get()))
        })
        .text("total", amount(move || total_cents, locale))
}

fn pictures(order: &Order) -> Vec<Template> {
    let first = order.lines.iter().take(PICTURES);
    let mut pictures: Vec<_> = first.map(|line| thumb(&line.image)).collect();
    let more = order.lines.len() - pictures.len();
    if more > 0 {
        pictures.push(template(MORE).write("more", &format!("+{more}")));
    }
    pictures
}
