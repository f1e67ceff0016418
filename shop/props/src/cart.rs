//! Components of cart.

use tarn_federation::Callback;

tarn_federation::props! {
    /// `CartPage` of cart.
    pub struct CartPageProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Goes on to the payment, whose lines are in the handoff.
        on_go_to_payment: Callback<()> = "onGoToPayment",
        /// Receives the ids of the products that are selected for the payment, after each change.
        on_selected_items_change: Option<Callback<Vec<String>>> = "onSelectedItemsChange",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }

    /// `MiniCartPreview` of cart, in the header.
    pub struct MiniCartPreviewProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
    }
}
