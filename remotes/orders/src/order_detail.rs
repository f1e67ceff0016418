//! `OrderDetail`: one order.

use leptos::prelude::*;
use remote_props::OrderDetailProps;
use shared_api::calls;
use shared_api::model::Order;
use shared_store::{select_locale, use_selector};
use shared_ui::{date_time, money};

use crate::line::{Line, LineRow, items};
use crate::load_failure::LoadFailure;
use crate::loading::Loading;
use crate::needs_login::{needs_login, skeleton};
use crate::order_status::{badge, steps};

/// The order that the props name; when they name another one, that one, in place. It needs a login.
pub(crate) fn order_detail(props: ReadSignal<OrderDetailProps>) -> impl IntoView {
    let may_show = needs_login(Signal::derive(move || {
        props.with(|props| props.handle_navigate.clone())
    }));
    let id = Memo::new(move |_| props.with(|props| props.order_id.clone()));
    view! {
        <div class="page">
            <a class="back-link" href="/orders">"All orders"</a>
            {move || match may_show.get() {
                // Another order is another view: nothing of the one before can be taken for it.
                true => view! { <OneOrder id=id.get()/> }.into_any(),
                false => skeleton("Loading the order").into_any(),
            }}
        </div>
    }
}

#[component]
fn OneOrder(id: String) -> impl IntoView {
    let loading = Loading::new();
    let load = move || {
        let id = id.clone();
        loading.wait_for(async move { calls::order(&id).await });
    };
    load();
    let retry = Callback::new(move |()| load());
    let is_unknown = Memo::new(move |_| {
        loading
            .failure
            .with(|failure| failure.as_ref().is_some_and(|error| error.status == 404))
    });
    move || match is_unknown.get() {
        true => view! {
            <div class="empty-state" data-testid="order-unknown" role="status">
                <h1 class="page-title">"There is no such order"</h1>
                <p>"The address may be mistyped, or the order belongs to another account."</p>
                <a class="button button-primary" href="/orders">"See your orders"</a>
            </div>
        }
        .into_any(),
        false => view! {
            <LoadFailure failure=loading.failure is_loading=loading.is_loading.into() retry/>
            {move || match loading.found.get() {
                Some(order) => view! { <Facts order/> }.into_any(),
                None if loading.failure.with(Option::is_some) => ().into_any(),
                None => skeleton("Loading the order").into_any(),
            }}
        }
        .into_any(),
    }
}

#[component]
fn Facts(order: Order) -> impl IntoView {
    let locale = use_selector(select_locale);
    let placed_at = order.placed_at as f64;
    let total = move || money(order.total_cents, &locale.get());
    let pieces = items(order.lines.iter().map(|line| line.quantity));
    let rows = order.lines.into_iter().map(|line| {
        let line = Line {
            product_id: line.product_id,
            name: line.name,
            image: line.image,
            price_cents: line.price_cents,
            quantity: line.quantity,
        };
        view! { <LineRow line test_id="order-line"/> }
    });
    view! {
        <article data-testid="order-detail" data-order=order.id.clone()>
            <div class="page-head">
                <div>
                    <h1 class="page-title">"Order " {order.id.clone()}</h1>
                    <p class="page-lead">"Placed on " {move || date_time(placed_at, &locale.get())}</p>
                </div>
                {badge(order.status)}
            </div>
            {steps(order.status)}
            <div class="with-aside">
                <ul class="line-list" aria-label="What was ordered">{rows.collect_view()}</ul>
                <aside class="summary" aria-labelledby="order-summary">
                    <h2 id="order-summary">"Summary"</h2>
                    <dl>
                        <div>
                            <dt>"Subtotal (" {pieces} ")"</dt>
                            <dd>{total}</dd>
                        </div>
                        <div>
                            <dt>"Shipping"</dt>
                            <dd>"Free"</dd>
                        </div>
                        <div class="summary-total">
                            <dt>"Total"</dt>
                            <dd data-testid="order-total">{total}</dd>
                        </div>
                    </dl>
                    <p class="small muted">"Demo shop: no payment was taken and nothing is sent."</p>
                </aside>
            </div>
        </article>
    }
}
