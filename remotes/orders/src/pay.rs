//! Placing the order.

use federation::Callback;
use leptos::prelude::*;
use leptos::task::spawn_local;
use remote_props::PaymentProps;
use shared_api::ApiError;
use shared_api::calls::place_order;
use shared_api::model::OrderLineRequest;
use shared_store::{CartLine, select_locale, use_selector, use_store};
use shared_ui::money;

use crate::bought::remove_bought;
use crate::idempotency_key;

/// The button that places the order, and what became of that. However often it is pressed, there is one order: presses
/// while a request is under way are passed over, and all requests carry the same key.
#[component]
pub(crate) fn Pay(
    props: ReadSignal<PaymentProps>,
    lines: Vec<CartLine>,
    /// What the shopper was told to pay.
    cents: u64,
) -> impl IntoView {
    let locale = use_selector(select_locale);
    let store = StoredValue::new_local(use_store());
    let lines = StoredValue::new(lines);
    let key = StoredValue::new(idempotency_key::new());
    let is_paying = RwSignal::new(false);
    let problem = RwSignal::new(None::<ApiError>);
    let pay = move || {
        if is_paying.get_untracked() {
            return;
        }
        is_paying.set(true);
        // Taken along: the answer may come after the view is gone, and counts all the same.
        let (store, lines, key) = (store.get_value(), lines.get_value(), key.get_value());
        let (props, locale) = (props.get_untracked(), locale.get_untracked());
        spawn_local(async move {
            match place_order(&request(&lines), &key).await {
                Ok(order) => {
                    remove_bought(&store, &lines);
                    say(props.on_show_toast.as_ref(), &thanks(order.total_cents, cents, &locale));
                    // Who has gone elsewhere meanwhile is left there.
                    if !is_paying.is_disposed() {
                        props.handle_navigate.call(&"/orders".into());
                    }
                }
                Err(error) => {
                    if is_paying.is_disposed() || error.code == ApiError::SESSION_ENDED {
                        say(props.on_show_toast.as_ref(), &error.message);
                    }
                    problem.try_set(Some(error));
                    is_paying.try_set(false);
                }
            }
        });
    };
    let is_busy = move || is_paying.get().to_string();
    let notice = move || {
        let problem = problem.get()?;
        let (advice, button) = match problem.is_temporary() {
            true => (
                Some(" Trying again is safe: it will not be ordered twice."),
                view! {
                    <button
                        class="button button-small"
                        type="button"
                        data-testid="retry"
                        on:click=move |_| pay()
                    >
                        "Try again"
                    </button>
                }
                .into_any(),
            ),
            false => (
                None,
                view! { <a class="button button-small" href="/cart">"Change your cart"</a> }.into_any(),
            ),
        };
        Some(view! {
            <div class="notice notice-error" role="alert" data-testid="pay-problem">
                <p>{problem.message} {advice}</p>
                {button}
            </div>
        })
    };
    view! {
        <div class="stack stack-tight">
            <div>
                <button
                    class="button button-primary button-wide"
                    type="button"
                    data-testid="pay"
                    aria-disabled=is_busy
                    aria-busy=is_busy
                    on:click=move |_| pay()
                >
                    "Pay " {move || money(cents, &locale.get())}
                </button>
                <p class="small muted">
                    "Demo shop: no payment is taken and nothing is sent. Prices and stock are confirmed when you pay."
                </p>
            </div>
            {notice}
        </div>
    }
}

fn request(lines: &[CartLine]) -> Vec<OrderLineRequest> {
    let request = |line: &CartLine| OrderLineRequest {
        product_id: line.product_id.clone(),
        quantity: i64::from(line.quantity),
    };
    lines.iter().map(request).collect()
}

/// What to say when the order is placed: the server decides the prices, and the shopper is told when they had changed.
fn thanks(ordered_cents: u64, shown_cents: u64, locale: &str) -> String {
    let mut text = String::from("Thank you, your order is placed");
    if ordered_cents != shown_cents {
        text.push_str(". Prices had changed: the total is ");
        text.push_str(&money(ordered_cents, locale));
    }
    text
}

fn say(on_show_toast: Option<&Callback<String>>, message: &str) {
    if let Some(show) = on_show_toast {
        show.call(&message.to_owned());
    }
}
