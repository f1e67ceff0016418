//! `CartPage`: the lines of the cart and the button to the payment.

use std::cell::RefCell;

use leptos::prelude::*;
use shared_store::{
    Selected, select_cart_subtotal_cents, select_is_cart_empty, select_is_logged_in, select_is_ready,
    select_total_cart_items, use_selector, use_store,
};
use shop_api::events::{EventDetail, EventType, tell};
use tarn_federation::leave_to_browser;
use tarn_view::{For, Show, follow_later, view};

use crate::cart_line::CartLine;
use crate::deselected::{Deselected, use_deselected};
use crate::line::{PlacedLine, use_product_ids};
use crate::removed::RemovedNotice;
use crate::summary::Summary;

/// The cart page, for logged-in users. Until the session is known it shows a skeleton and does not redirect.
#[component]
pub(crate) fn CartPage(props: ReadSignal<shop_props::CartPageProps>) -> impl IntoView {
    leave_to_browser();
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    follow_later(move || {
        if is_ready.get() && !is_logged_in.get() {
            // The props are not borrowed during the call, because the host may set new props in it.
            props.get_untracked().handle_navigate.call(&"/login".into());
        }
    });
    view! {
        <div class="page">
            <h1 class="page-title" id="cart-title" tabindex="-1">"Your cart"</h1>
            <div>
                <Show when=move || is_ready.get() && is_logged_in.get() fallback=|| view! { <Loading/> }>
                    <Cart props/>
                </Show>
            </div>
        </div>
    }
}

/// Shown until the session is known.
#[component]
fn Loading() -> impl IntoView {
    view! {
        <div class="stack" role="status" aria-busy="true" aria-label="Loading your cart">
            <div class="skeleton-block skeleton"></div>
            <div class="skeleton-block skeleton"></div>
            <div class="skeleton-block skeleton"></div>
        </div>
    }
}

/// The cart of a logged-in user.
#[component]
fn Cart(props: ReadSignal<shop_props::CartPageProps>) -> impl IntoView {
    let is_empty = use_selector(select_is_cart_empty);
    let product_ids = use_product_ids();
    let deselected = use_deselected();
    let removed = RwSignal::new(None::<PlacedLine>);
    // The removal of another product recreates the notice, so that screen readers announce it.
    let removed_product =
        Selected::new(move || removed.with(|removed| removed.as_ref().map(|removed| removed.line.product_id.clone())));
    tell_selection(props, deselected);
    tell_open();
    view! {
        <div>
            <div role="status">{move || removed_product.get().map(|_| view! { <RemovedNotice removed/> })}</div>
            <div>
                <Show when=move || !is_empty.get() fallback=|| view! { <Empty/> }>
                    <div class="with-aside">
                        <ul class="line-list" aria-label="Products in your cart">
                            <For each=move || product_ids.get() key=String::clone let(product_id)>
                                <CartLine product_id deselected removed/>
                            </For>
                        </ul>
                        <Summary props deselected/>
                    </div>
                </Show>
            </div>
        </div>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="cart-empty">
            <h2>"Your cart is empty"</h2>
            <p>"What you add to it is kept here until you buy it."</p>
            <a class="button button-primary" href="/products">"See the products"</a>
        </div>
    }
}

/// Passes the selected products to the host after each change.
fn tell_selection(props: ReadSignal<shop_props::CartPageProps>, deselected: Deselected) {
    let ids = use_product_ids();
    let told = RefCell::new(None);
    follow_later(move || {
        let mut selected = ids.get();
        deselected.with(|deselected| selected.retain(|id| !deselected.contains(id)));
        if let Some(tell) = props.get_untracked().on_selected_items_change
            && told.borrow().as_ref() != Some(&selected)
        {
            tell.call(&selected);
            told.replace(Some(selected));
        }
    });
}

/// Dispatches the analytics event "cart:open", once.
fn tell_open() {
    let store = use_store();
    // Deferred, because a listener may do anything while the page is being built.
    follow_later(move || {
        let pieces = store.select(select_total_cart_items);
        let total_cents = store.select(select_cart_subtotal_cents);
        tell(EventType::CartOpen, EventDetail { pieces, total_cents });
    });
}
