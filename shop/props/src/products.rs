//! Components of products.

use tarn_federation::Callback;

use crate::data::Subject;

tarn_federation::props! {
    /// `ProductList` of products: the catalogue.
    pub struct ProductListProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
        /// The address's query string, with or without `?`: search, category, sort and page.
        query: String = "query",
        /// Replaces the present address, without a new history entry.
        handle_replace: Option<Callback<String>> = "handleReplace",
    }

    /// `ProductDetail` of products: one product.
    pub struct ProductDetailProps {
        /// The id of the product.
        product_id: String = "productId",
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
        /// Receives the title and description of the page.
        on_subject: Option<Callback<Subject>> = "onSubject",
    }

    /// `AddToCartButton` of products, for use beside any product.
    pub struct AddToCartButtonProps {
        /// The id of the added product.
        product_id: String = "productId",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }
}
