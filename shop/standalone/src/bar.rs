//! The development bar: it logs in and out and fills the cart, so that a team can work without the other remotes.

use leptos::prelude::*;
use shared_store::browser::storage::Area;
use shared_store::{
    CartAction, UserAction, select_cart_lines, select_display_name, select_total_cart_items, use_selector, use_store,
};
use shop_api::calls;
use shop_checkout::{HANDOFF_KEY, Handoff};
use shop_page::theme;
use tarn_view::view;

use crate::sample;

#[component]
pub(crate) fn Bar(message: RwSignal<String>) -> impl IntoView {
    let store = StoredValue::new_local(use_store());
    let name = use_selector(select_display_name);
    let name = move || name.get().unwrap_or_else(|| "guest".into());
    let items = use_selector(select_total_cart_items);
    let log_in = move |_| {
        let store = store.get_value();
        leptos::task::spawn_local(async move {
            let text = match sample::log_in_for_demonstration(&store).await {
                Ok(()) => "Logged in with the server's demo code.".into(),
                Err(error) => {
                    sample::log_in_without_server(&store);
                    format!("Logged in as a sample shopper, without a session: {}", error.message)
                }
            };
            message.set(text);
        });
    };
    let log_out = move |_| {
        leptos::task::spawn_local(async move {
            if let Err(error) = calls::log_out().await {
                message.set(error.message);
            }
            sample::report(store.get_value().dispatch(UserAction::ClearUser));
        });
    };
    let fill = move |_| {
        for line in sample::lines() {
            sample::report(store.get_value().dispatch(CartAction::AddToCart(line)));
        }
    };
    let hand_off = move |_| {
        let handoff = Handoff::new(store.get_value().select(select_cart_lines));
        message.set(match Area::Session.write(HANDOFF_KEY, &handoff) {
            Ok(()) => "The cart is handed off to the payment.".into(),
            Err(error) => error,
        });
    };
    view! {
        <header class="dev-bar" aria-label="Development bar">
            <strong>{document().title()}</strong>
            <span data-testid="login-state">{name}</span>
            <span>"cart: "<span data-testid="cart-badge">{move || items.get()}</span></span>
            <button class="button button-small" type="button" data-testid="dev-log-in" on:click=log_in>"Log in"</button>
            <button class="button button-small" type="button" data-testid="dev-log-out" on:click=log_out>"Log out"</button>
            <button class="button button-small" type="button" data-testid="dev-fill-cart" on:click=fill>"Fill the cart"</button>
            <button class="button button-small" type="button" data-testid="dev-hand-off" on:click=hand_off>"Hand the cart off"</button>
            <button
                class="button button-small" type="button" data-testid="theme-toggle" on:click=move |_| store.with_value(theme::toggle)
            >"Light or dark"</button>
            <span role="status" data-testid="toast">{message}</span>
        </header>
    }
}
