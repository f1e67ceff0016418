//! `OrderList`: what the shopper has ordered.

use leptos::prelude::*;
use remote_props::OrderListProps;
use shared_api::calls;
use shared_api::model::Order;
use shared_store::{select_locale, use_selector};
use shared_ui::{date, money};

use crate::line::{items, thumb};
use crate::load_failure::LoadFailure;
use crate::loading::Loading;
use crate::needs_login::{needs_login, skeleton};
use crate::order_status::badge;

/// How many pictures stand for an order.
const PICTURES: usize = 3;

/// The orders, newest first. It needs a login.
pub(crate) fn order_list(props: ReadSignal<OrderListProps>) -> impl IntoView {
    let may_show = needs_login(Signal::derive(move || {
        props.with(|props| props.handle_navigate.clone())
    }));
    view! {
        <div class="page">
            <div class="page-head">
                <h1 class="page-title">"Your orders"</h1>
            </div>
            {move || match may_show.get() {
                true => view! { <Orders/> }.into_any(),
                false => skeleton("Loading your orders").into_any(),
            }}
        </div>
    }
}

#[component]
fn Orders() -> impl IntoView {
    let loading = Loading::new();
    let load = move || loading.wait_for(calls::orders());
    load();
    view! {
        <LoadFailure
            failure=loading.failure
            is_loading=loading.is_loading.into()
            retry=Callback::new(move |()| load())
        />
        {move || match loading.found.get() {
            None if loading.failure.with(Option::is_some) => ().into_any(),
            None => skeleton("Loading your orders").into_any(),
            Some(orders) if orders.is_empty() => view! {
                <div class="empty-state" data-testid="orders-empty">
                    <h2>"You have not ordered anything yet"</h2>
                    <p>"What you buy is listed here, with how far it has come."</p>
                    <a class="button button-primary" href="/products">"See the products"</a>
                </div>
            }
            .into_any(),
            Some(orders) => view! {
                <ul class="table-list" aria-label="Your orders, newest first">
                    {orders.into_iter().map(|order| view! { <OrderRow order/> }).collect_view()}
                </ul>
            }
            .into_any(),
        }}
    }
}

#[component]
fn OrderRow(order: Order) -> impl IntoView {
    let locale = use_selector(select_locale);
    let placed_at = order.placed_at as f64;
    let more = order.lines.len().saturating_sub(PICTURES);
    let pieces = items(order.lines.iter().map(|line| line.quantity));
    let pictures = order.lines.into_iter().take(PICTURES);
    view! {
        <li class="table-row" data-testid="order-row" data-order=order.id.clone()>
            <div class="orders-thumbs" aria-hidden="true">
                {pictures.map(|line| thumb(line.image)).collect_view()}
                {(more > 0).then(|| view! { <span class="orders-more">"+" {more}</span> })}
            </div>
            <div class="table-main">
                <a data-testid="order-link" href=String::from("/orders/") + &order.id>"Order " {order.id.clone()}</a>
                <p class="small muted">{move || date(placed_at, &locale.get())} ", " {pieces}</p>
            </div>
            <span class="row">
                {badge(order.status)}
                <span class="price">{move || money(order.total_cents, &locale.get())}</span>
            </span>
        </li>
    }
}
