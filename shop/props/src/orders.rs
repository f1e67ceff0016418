//! Components of orders.

use tarn_federation::Callback;

tarn_federation::props! {
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
}
