//! Components of cart.

use tarn_federation::{Callback, Props, RemoteComponent};

/// The cart.
pub const CART_PAGE: RemoteComponent<CartPageProps> = RemoteComponent::new("cart", "CartPage");

/// Props of [`CART_PAGE`].
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

/// The preview of the cart in the header.
pub const MINI_CART_PREVIEW: RemoteComponent<MiniCartPreviewProps> = RemoteComponent::new("cart", "MiniCartPreview");

/// Props of [`MINI_CART_PREVIEW`].
#[derive(Clone, PartialEq, Props)]
pub struct MiniCartPreviewProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
}
