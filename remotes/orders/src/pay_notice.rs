//! The notices above the Pay button.

use leptos::prelude::*;
use tarn_view::dom::reload;
use tarn_view::view;

/// Why the shopper should look at the purchase again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Notice {
    /// The displayed lines have changed without the shopper's doing.
    Changed,
    /// As `Changed`, and a press of the Pay button ordered nothing because of it.
    Asked,
    /// Another tab has continued the purchase.
    Elsewhere,
}

/// The view of a notice.
#[component]
pub(crate) fn PayNotice(notice: Notice) -> impl IntoView {
    match notice {
        Notice::Changed => view! {
            <div class="notice notice-info" data-testid="checkout-changed">
                <p>
                    "Your cart has changed since you came to this page. "
                    "This is what is in it now. Please check it before you pay."
                </p>
            </div>
        },
        Notice::Asked => view! {
            <div class="notice notice-info" data-testid="checkout-changed">
                <p>
                    "Nothing was ordered yet, because your cart had changed. "
                    "This is what is in it now. Press Pay again to order it."
                </p>
            </div>
        },
        Notice::Elsewhere => view! {
            <div class="notice notice-error" data-testid="checkout-elsewhere">
                <p>
                    "Nothing was ordered here. Another tab of your browser has paid for this purchase or has changed it. "
                    "Please load this page again to see it."
                </p>
                <button class="button button-small" type="button" data-testid="reload" on:click=|_| reload()>
                    "Load again"
                </button>
            </div>
        },
    }
}
