//! The failure of an order, with the shopper's options.

use leptos::prelude::*;
use shop_api::ApiError;
use tarn_view::view;

use crate::differences::Differences;
use crate::focus_pay::focus_pay;
use crate::payment_state::Payment;
use crate::place::press;

/// The view of a failure.
#[component]
pub(crate) fn Problem(payment: Payment, error: ApiError) -> impl IntoView {
    if !error.differences.is_empty() {
        view! { <Differences payment differences=error.differences/> }
    } else if error.is_temporary() {
        let try_again = move |_| {
            focus_pay();
            press(&payment);
        };
        view! {
            <div class="notice notice-error" role="alert" data-testid="pay-problem">
                <p>{error.message}" Trying again is safe: it will not be ordered twice."</p>
                <button class="button button-small" type="button" data-testid="retry" on:click=try_again>
                    "Try again"
                </button>
            </div>
        }
    } else {
        view! {
            <div class="notice notice-error" role="alert" data-testid="pay-problem">
                <p>{error.message}</p>
                <a class="button button-small" href="/cart">"Change your cart"</a>
            </div>
        }
    }
}
