//! `CartPage`: what is in the cart, and the way to the payment.

use std::collections::BTreeSet;

use leptos::prelude::*;
use remote_props::CartPageProps;
use shared_store::browser::storage::Area;
use shared_store::handoff::{HANDOFF_KEY, Handoff};
use shared_store::{
    CartLine, CartState, select_cart_lines, select_is_cart_empty, select_is_logged_in, select_is_ready, select_locale,
    use_selector, use_store,
};
use shared_ui::money;

use crate::cart_line::CartLineRow;
use crate::removed::{Removed, RemovedNotice};

/// The ids of the products that the shopper does not want to pay for now.
pub(crate) type Deselected = RwSignal<BTreeSet<String>>;

/// The cart page. It needs a login; until the session is known it shows a skeleton, and redirects nobody.
pub(crate) fn cart_page(props: ReadSignal<CartPageProps>) -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    Effect::new(move |_| {
        if is_ready.get() && !is_logged_in.get() {
            // Not borrowed during the call: the host may answer it with new props.
            props.get_untracked().handle_navigate.call(&"/login".into());
        }
    });
    view! {
        <div class="page">
            <h1 class="page-title">"Your cart"</h1>
            {move || match is_ready.get() && is_logged_in.get() {
                true => view! { <Cart props/> }.into_any(),
                false => view! { <CartSkeleton/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Cart(props: ReadSignal<CartPageProps>) -> impl IntoView {
    let is_empty = use_selector(select_is_cart_empty);
    let deselected = Deselected::default();
    let removed = RwSignal::new(None::<Removed>);
    tell_selection(props, deselected);
    view! {
        <RemovedNotice removed/>
        {move || match is_empty.get() {
            true => view! {
                <div class="empty-state" data-testid="cart-empty">
                    <h2>"Your cart is empty"</h2>
                    <p>"What you add to it is kept here until you buy it."</p>
                    <a class="button button-primary" href="/products">"See the products"</a>
                </div>
            }
            .into_any(),
            false => view! { <FullCart props deselected removed/> }.into_any(),
        }}
    }
}

#[component]
fn FullCart(
    props: ReadSignal<CartPageProps>,
    deselected: Deselected,
    removed: RwSignal<Option<Removed>>,
) -> impl IntoView {
    let product_ids = use_selector(|cart: &CartState| {
        let ids = cart.lines.iter().map(|line| line.product_id.clone());
        ids.enumerate().collect::<Vec<_>>()
    });
    view! {
        <div class="with-aside">
            <ul class="line-list" aria-label="Products in your cart">
                <For each=move || product_ids.get() key=|(_, product_id)| product_id.clone() let((index, product_id))>
                    <CartLineRow product_id index deselected removed/>
                </For>
            </ul>
            <Summary props deselected/>
        </div>
    }
}

#[component]
fn Summary(props: ReadSignal<CartPageProps>, deselected: Deselected) -> impl IntoView {
    let locale = use_selector(select_locale);
    let selected = use_selector(move |cart: &CartState| {
        deselected.with(|deselected| {
            let lines = || cart.lines.iter().filter(|line| !deselected.contains(&line.product_id));
            let pieces: u32 = lines().map(|line| line.quantity).sum();
            let cents: u64 = lines().map(CartLine::total_cents).sum();
            (pieces, cents)
        })
    });
    let problem = RwSignal::new(None::<String>);
    let store = StoredValue::new_local(use_store());
    let go = move |_| {
        let mut lines = store.with_value(|store| store.select(select_cart_lines));
        deselected.with_untracked(|deselected| lines.retain(|line| !deselected.contains(&line.product_id)));
        match Area::Session.write(HANDOFF_KEY, &Handoff::new(lines)) {
            Ok(()) => props.get_untracked().on_go_to_payment.call(&()),
            Err(error) => {
                web_sys::console::error_1(&error.into());
                problem.set(Some(
                    "Your browser does not let this page keep the order for the payment. Allow storage for this site, then try again.".into(),
                ));
            }
        }
    };
    let total = move || money(selected.get().1, &locale.get());
    view! {
        <aside class="summary" aria-labelledby="cart-summary">
            <h2 id="cart-summary">"Summary"</h2>
            <dl>
                <div>
                    <dt>{move || format!("Subtotal ({})", pieces(selected.get().0))}</dt>
                    <dd>{total}</dd>
                </div>
                <div>
                    <dt>"Shipping"</dt>
                    <dd>"Free"</dd>
                </div>
                <div class="summary-total">
                    <dt>"Total"</dt>
                    <dd data-testid="cart-total" aria-live="polite">{total}</dd>
                </div>
            </dl>
            <button
                class="button button-primary button-wide"
                type="button"
                data-testid="go-to-checkout"
                disabled=move || selected.get().0 == 0
                on:click=go
            >
                "Go to checkout"
            </button>
            <p class="small muted">"Prices and stock are confirmed when you pay."</p>
            {move || problem.get().map(|problem| view! {
                <div class="notice notice-error" role="alert"><p>{problem}</p></div>
            })}
        </aside>
    }
}

/// Tells the host which products are selected, whenever that changes.
fn tell_selection(props: ReadSignal<CartPageProps>, deselected: Deselected) {
    let selected = use_selector(move |cart: &CartState| {
        let ids = cart.lines.iter().map(|line| line.product_id.clone());
        deselected.with(|deselected| ids.filter(|id| !deselected.contains(id)).collect::<Vec<_>>())
    });
    Effect::new(move |_| {
        let selected = selected.get();
        if let Some(tell) = props.get_untracked().on_selected_items_change {
            tell.call(&selected);
        }
    });
}

#[component]
fn CartSkeleton() -> impl IntoView {
    let line = || view! { <div class="skeleton-block skeleton"></div> };
    view! {
        <div class="stack" role="status" aria-busy="true" aria-label="Loading your cart">
            {line()} {line()} {line()}
        </div>
    }
}

pub(crate) fn pieces(count: u32) -> String {
    if count == 1 {
        "1 item".into()
    } else {
        format!("{count} items")
    }
}
