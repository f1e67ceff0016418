//! Components of cart.

use tarn_federation::{Callback, Props};

/// `CartPage` of cart.
#[derive(Clone, PartialEq, Props)]
pub struct CartPageProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Goes on to the payment, whose lines are in the handoff.
    pub on_go_to_payment: Callback<()>,
    /// Receives the ids of the products that are selected for the payment, after each change.
    pub on_selected_items_change: Option<Callback<Vec<String>>>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
}

/// `MiniCartPreview` of cart, in the header.
#[derive(Clone, PartialEq, Props)]
pub struct MiniCartPreviewProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
}
