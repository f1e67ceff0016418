//! The cart link with its badge, and the cart remote's preview below it.

use federation::RemoteView;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use remote_props::MiniCartPreviewProps;
use shared_store::{select_total_cart_items, use_selector};
use wasm_bindgen::JsCast;

use crate::callbacks::use_callbacks;

/// Shows the preview while the pointer or the focus is within; Escape closes it.
#[component]
pub(crate) fn CartLink() -> impl IntoView {
    let items = use_selector(select_total_cart_items);
    let open = RwSignal::new(false);
    let path = use_location().pathname;
    let callbacks = use_callbacks();
    let area = NodeRef::<Div>::new();
    // Whoever navigates has seen enough; on the cart's own page there is nothing to preview.
    Effect::new(move |_| {
        path.track();
        open.set(false);
    });
    let show = move || open.set(path.get_untracked() != "/cart");
    let leave = move |event: FocusEvent| {
        let next = event
            .related_target()
            .and_then(|next| next.dyn_into::<web_sys::Node>().ok());
        let within = area.get_untracked().is_some_and(|area| area.contains(next.as_ref()));
        if !within {
            open.set(false);
        }
    };
    let close_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            open.set(false);
        }
    };
    view! {
        <div
            class="cart-area"
            node_ref=area
            on:mouseenter=move |_| show()
            on:mouseleave=move |_| open.set(false)
            on:focusin=move |_| show()
            on:focusout=leave
            on:keydown=close_on_escape
        >
            <a href="/cart" class="cart-link" data-testid="nav-cart">
                "Cart "
                <span class="cart-badge" data-testid="cart-badge" data-count=items aria-live="polite">{items}</span>
                <span class="visually-hidden">" items"</span>
            </a>
            {move || open.get().then(|| {
                let handle_navigate = callbacks.handle_navigate.clone();
                let props = move || MiniCartPreviewProps { handle_navigate: handle_navigate.clone() };
                view! {
                    <div class="mini-cart-panel" role="region" aria-label="Cart preview">
                        <RemoteView remote="cart" component="MiniCartPreview" props>
                            <div class="skeleton-block skeleton" role="status" aria-label="Loading the cart preview"></div>
                        </RemoteView>
                    </div>
                }
            })}
        </div>
    }
}
