//! `OrderDetail`: one order.

use leptos::prelude::*;
use shared_store::{select_locale, use_selector};
use shop_api::model::Order;
use shop_api::queries::{self, use_query};
use shop_ui::date_time;
use tarn_view::{switch, view};

use crate::line::Line;
use crate::loading::Loaded;
use crate::needs_login::NeedsLogin;
use crate::order_status::{Steps, status_name};
use crate::purchase::Purchase;

const WAITING: &str = "Loading the order";

/// The order that the props name, for logged-in users. A changed id replaces the view.
#[component]
pub(crate) fn OrderDetail(props: ReadSignal<shop_props::OrderDetailProps>) -> impl IntoView {
    let order_id = move || props.read().order_id.clone();
    view! {
        <div class="page">
            <a class="back-link" href="/orders">"All orders"</a>
            <NeedsLogin waiting=WAITING handle_navigate=move || props.read().handle_navigate.clone()>
                // Recreated for a changed id, so that no part of the previous order can stay.
                {switch(order_id, |order_id| view! { <OneOrder order_id/> })}
            </NeedsLogin>
        </div>
    }
}

#[component]
fn OneOrder(order_id: String) -> impl IntoView {
    let query = use_query(move || queries::order(&order_id));
    view! {
        <Loaded query waiting=WAITING unknown=|| view! { <NoSuchOrder/> } let(order)>
            <Facts order=order.clone()/>
        </Loaded>
    }
}

#[component]
fn NoSuchOrder() -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="order-unknown" role="status">
            <h1 class="page-title">"There is no such order"</h1>
            <p>"The address may be mistyped, or the order belongs to another account."</p>
            <a class="button button-primary" href="/orders">"See your orders"</a>
        </div>
    }
}

#[component]
fn Facts(order: Order) -> impl IntoView {
    let locale = use_selector(select_locale);
    let Order {
        id,
        placed_at,
        status,
        total_cents,
        lines,
    } = order;
    let placed_at = placed_at as f64;
    let lines: Vec<Line> = lines.into_iter().map(Line::from).collect();
    view! {
        <article data-testid="order-detail" data-order=id.clone()>
            <div class="page-head">
                <div>
                    <h1 class="page-title">"Order "{id}</h1>
                    <p class="page-lead">"Placed on "{move || date_time(placed_at, &locale.get())}</p>
                </div>
                <span class="badge badge-good" data-testid="order-status">{status_name(status)}</span>
            </div>
            <Steps status/>
            <Purchase
                name="order" label="What was ordered" lines=move || lines.clone() total_cents=move || total_cents
            >
                <p class="small muted demo-note">"Demo shop: no payment was taken and nothing is sent."</p>
            </Purchase>
        </article>
    }
}
