//! Components of products.

use tarn_federation::{Callback, Props};

use crate::data::Subject;

/// `ProductList` of products: the catalogue.
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

/// `ProductDetail` of products: one product.
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

/// `AddToCartButton` of products, for use beside any product.
#[derive(Clone, PartialEq, Props)]
pub struct AddToCartButtonProps {
    /// The id of the added product.
    pub product_id: String,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
}
