//! `OrderList`: the shopper's orders.

use leptos::prelude::*;
use shared_store::{Selected, select_locale, use_selector};
use shop_api::model::Order;
use shop_api::queries::{self, use_query};
use shop_ui::{date, money};
use tarn_view::{View, view};

use crate::line::{Thumb, items};
use crate::loading::Loaded;
use crate::needs_login::NeedsLogin;
use crate::order_status::status_name;

/// The maximum number of pictures per order.
const PICTURES: usize = 3;

const WAITING: &str = "Loading your orders";

/// The orders, newest first, for logged-in users.
#[component]
pub(crate) fn OrderList(props: ReadSignal<shop_props::OrderListProps>) -> impl IntoView {
    view! {
        <div class="page">
            <div class="page-head"><h1 class="page-title">"Your orders"</h1></div>
            <NeedsLogin waiting=WAITING handle_navigate=move || props.read().handle_navigate.clone()>
                <Orders/>
            </NeedsLogin>
        </div>
    }
}

#[component]
fn Orders() -> impl IntoView {
    view! {
        <Loaded query=use_query(queries::orders) waiting=WAITING unknown=|| view! { <NoOrders/> } let(list)>
            {if list.orders.is_empty() {
                view! { <NoOrders/> }
            } else {
                view! { <OrderRows orders=list.orders.clone()/> }
            }}
        </Loaded>
    }
}

#[component]
fn NoOrders() -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="orders-empty">
            <h2>"You have not ordered anything yet"</h2>
            <p>"What you buy is listed here, with how far it has come."</p>
            <a class="button button-primary" href="/products">"See the products"</a>
        </div>
    }
}

#[component]
fn OrderRows(orders: Vec<Order>) -> impl IntoView {
    let locale = use_selector(select_locale);
    let rows: Vec<View> = orders
        .into_iter()
        .map(|order| view! { <OrderRow order locale/> })
        .collect();
    view! { <ul class="table-list" aria-label="Your orders, newest first">{rows}</ul> }
}

#[component]
fn OrderRow(order: Order, locale: Selected<String>) -> impl IntoView {
    let Order {
        id,
        placed_at,
        status,
        total_cents,
        lines,
    } = order;
    let placed_at = placed_at as f64;
    let pieces = items(lines.iter().map(|line| line.quantity));
    let more = lines.len().saturating_sub(PICTURES);
    let pictures = lines.into_iter().take(PICTURES);
    let pictures: Vec<View> = pictures.map(|line| view! { <Thumb image=line.image/> }).collect();
    let address = format!("/orders/{id}");
    view! {
        <li class="table-row" data-testid="order-row" data-order=id.clone()>
            <div class="orders-thumbs" aria-hidden="true">
                {pictures}
                {(more != 0).then(|| view! { <span class="orders-more">"+"{more}</span> })}
            </div>
            <div class="table-main">
                <a data-testid="order-link" href=address>"Order "{id}</a>
                <p class="small muted">{move || date(placed_at, &locale.get())}", "{pieces}</p>
            </div>
            <span class="row">
                <span class="badge badge-good" data-testid="order-status">{status_name(status)}</span>
                <span class="price">{move || money(total_cents, &locale.get())}</span>
            </span>
        </li>
    }
}
