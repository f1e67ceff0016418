//! One struct per exposed component.

use tarn_federation::Callback;

use crate::data::{SessionProblem, Subject};

tarn_federation::props! {
    /// `OTPVerify` of auth: the login.
    pub struct OtpVerifyProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
        /// The page to return to after the login; `/` by default.
        return_to: Option<String> = "returnTo",
        /// Why the session is unknown; `None` without a problem. The login works in either case.
        session_problem: Option<SessionProblem> = "sessionProblem",
        /// Checks the session again.
        check_session: Option<Callback<()>> = "checkSession",
    }

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

    /// `Payment` of orders.
    pub struct PaymentProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }

    /// `OrderList` of orders.
    pub struct OrderListProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
    }

    /// `OrderDetail` of orders.
    pub struct OrderDetailProps {
        /// The id of the order.
        order_id: String = "orderId",
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
    }

    /// `AccountPage` of account.
    pub struct AccountPageProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }

    /// The props that most pages need: for remotes that `cargo xtask new-remote` generates.
    pub struct PageProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }
}
