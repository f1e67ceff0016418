//! The total of the selected lines and the checkout button.

use leptos::leptos_dom::logging::console_error;
use leptos::prelude::*;
use shared_store::{CartLine, Selected, select_cart_lines, select_locale, use_selector, use_store};
use shop_props::CartPageProps;
use shop_ui::money;
use tarn_view::{Show, view};

use crate::deselected::Deselected;
use crate::hand_off::hand_off;
use crate::pieces::pieces;

/// The summary of the selected lines. Its button hands them off to the payment.
#[component]
pub(crate) fn Summary(props: ReadSignal<CartPageProps>, deselected: Deselected) -> impl IntoView {
    let locale = use_selector(select_locale);
    let lines = use_selector(select_cart_lines);
    let selected = Selected::new(move || {
        let (lines, deselected) = (lines.get(), deselected.get());
        let selected = || lines.iter().filter(|line| !deselected.contains(&line.product_id));
        let pieces: u32 = selected().map(|line| line.quantity).sum();
        let cents: u64 = selected().map(CartLine::total_cents).sum();
        (pieces, cents)
    });
    let cannot_begin = RwSignal::new(false);
    let store = StoredValue::new_local(use_store());
    let go = move |_| {
        let mut lines = store.with_value(|store| store.select(select_cart_lines));
        deselected.with_untracked(|deselected| lines.retain(|line| !deselected.contains(&line.product_id)));
        match store.with_value(|store| hand_off(store, lines)) {
            Ok(()) => props.get_untracked().on_go_to_payment.call(&()),
            Err(error) => {
                console_error(&error);
                cannot_begin.set(true);
            }
        }
    };
    let count = move || pieces(selected.get().0);
    let total = move || money(selected.get().1, &locale.get());
    view! {
        <aside class="summary" aria-labelledby="cart-summary">
            <h2 id="cart-summary">"Summary"</h2>
            <dl>
                <div><dt>"Subtotal ("{count}")"</dt><dd>{total}</dd></div>
                <div><dt>"Shipping"</dt><dd>"Free"</dd></div>
                <div class="summary-total">
                    <dt>"Total"</dt><dd data-testid="cart-total" aria-live="polite">{total}</dd>
                </div>
            </dl>
            <button
                class="button button-primary button-wide" type="button" data-testid="go-to-checkout"
                disabled=move || selected.get().0 == 0 on:click=go
            >"Go to checkout"</button>
            <p class="small muted">"Prices and stock are confirmed when you pay."</p>
            <div role="alert">
                <Show when=move || cannot_begin.get()>
                    <div class="notice notice-error">
                        <p>
                            "The checkout cannot begin. Your cart is as it was: please load this page again, then try once more."
                        </p>
                    </div>
                </Show>
            </div>
        </aside>
    }
}
