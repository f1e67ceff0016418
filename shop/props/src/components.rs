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
        /// Where the shopper was going; `/` if nowhere in particular.
        return_to: Option<String> = "returnTo",
        /// Why it is not known whether somebody is logged in; `None` while nothing is wrong. The login is offered all the same.
        session_problem: Option<SessionProblem> = "sessionProblem",
        /// Asks the shop again.
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
        /// Opens an address in place of the present one: no new entry of the history.
        handle_replace: Option<Callback<String>> = "handleReplace",
    }

    /// `ProductDetail` of products: one product.
    pub struct ProductDetailProps {
        /// Which one.
        product_id: String = "productId",
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
        /// Tells what the page is about.
        on_subject: Option<Callback<Subject>> = "onSubject",
    }

    /// `AddToCartButton` of products, wherever a product is shown.
    pub struct AddToCartButtonProps {
        /// Which product is added.
        product_id: String = "productId",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }

    /// `CartPage` of cart.
    pub struct CartPageProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Goes on to the payment; what is to be paid lies in the handoff.
        on_go_to_payment: Callback<()> = "onGoToPayment",
        /// Tells the ids of the products that are selected for the payment, each time they change.
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
        /// Which order.
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

    /// What a page needs at least: for remotes that `cargo xtask new-remote` makes.
    pub struct PageProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }
}
