//! The cart link with its badge, and the cart remote's preview below it.

use leptos::prelude::*;
use shared_store::{select_total_cart_items, use_selector};
use shop_page::use_address;
use shop_props::{MINI_CART_PREVIEW, MiniCartPreviewProps};
use tarn_federation::{Callback, RemoteView};
use tarn_view::{Show, follow, view};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, FocusEvent, KeyboardEvent, Node};

use crate::current_at::current_at;

/// Shows the preview while the pointer or the focus is within; Escape closes it.
#[component]
pub(crate) fn MiniCartPopover(navigate: Callback<String>) -> impl IntoView {
    let address = use_address();
    let items = use_selector(select_total_cart_items);
    let is_open = RwSignal::new(false);
    let open = move || is_open.set(address.path.get_untracked() != "/cart");
    let close = move || is_open.set(false);
    let close_unless_within = move |event: FocusEvent| {
        if !stays_within(&event) {
            close();
        }
    };
    let close_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    // A navigation closes the preview; the cart's own page has none.
    follow(move || {
        address.path.track();
        close();
    });
    view! {
        <div
            class="cart-area"
            on:mouseenter=move |_| open() on:mouseleave=move |_| close()
            on:focusin=move |_| open() on:focusout=close_unless_within on:keydown=close_on_escape
        >
            <a href="/cart" class="cart-link" data-testid="nav-cart" aria-current=current_at("/cart")>
                "Cart "
                <span class="cart-badge" data-testid="cart-badge" aria-live="polite" data-count=move || items.get()>
                    {move || items.get()}
                </span>
                <span class="visually-hidden">" items"</span>
            </a>
            <div><Show when=move || is_open.get()><Panel navigate=navigate.clone()/></Show></div>
        </div>
    }
}

/// Whether the focus moves to another element of the area that listens.
fn stays_within(event: &FocusEvent) -> bool {
    let node = |target: Option<EventTarget>| target.and_then(|target| target.dyn_into::<Node>().ok());
    let next = node(event.related_target());
    node(event.current_target()).is_some_and(|area| area.contains(next.as_ref()))
}

#[component]
fn Panel(navigate: Callback<String>) -> impl IntoView {
    let props = move || {
        MiniCartPreviewProps::builder()
            .handle_navigate(navigate.clone())
            .build()
    };
    view! {
        <div class="mini-cart-panel" role="region" aria-label="Cart preview">
            <RemoteView component=MINI_CART_PREVIEW props>
                <div class="skeleton-block skeleton" role="status" aria-label="Loading the cart preview"></div>
            </RemoteView>
        </div>
    }
}
