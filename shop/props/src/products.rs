//! Components of products.

use tarn_federation::{Callback, Props, RemoteComponent};

use crate::data::Subject;

/// The catalogue.
pub const PRODUCT_LIST: RemoteComponent<ProductListProps> = RemoteComponent::new("products", "ProductList");

/// Props of [`PRODUCT_LIST`].
#[derive(Clone, PartialEq, Props)]
pub struct ProductListProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
    /// The address's query string, with or without `?`: search, category, sort and page.
    pub query: String,
    /// Replaces the present address, without a new history entry.
    pub handle_replace: Option<Callback<String>>,
}

/// One product.
pub const PRODUCT_DETAIL: RemoteComponent<ProductDetailProps> = RemoteComponent::new("products", "ProductDetail");

/// Props of [`PRODUCT_DETAIL`].
#[derive(Clone, PartialEq, Props)]
pub struct ProductDetailProps {
    /// The id of the product.
    pub product_id: String,
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
    /// Receives the title and description of the page.
    pub on_subject: Option<Callback<Subject>>,
}

/// A button that adds a product, for use beside any product.
pub const ADD_TO_CART_BUTTON: RemoteComponent<AddToCartButtonProps> =
    RemoteComponent::new("products", "AddToCartButton");

/// Props of [`ADD_TO_CART_BUTTON`].
#[derive(Clone, PartialEq, Props)]
pub struct AddToCartButtonProps {
    /// The id of the added product.
    pub product_id: String,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
}
