//! Components of orders.

use tarn_federation::{Callback, Props, RemoteComponent};

/// The payment.
pub const PAYMENT: RemoteComponent<PaymentProps> = RemoteComponent::new("orders", "Payment");

/// Props of [`PAYMENT`].
#[derive(Clone, PartialEq, Props)]
pub struct PaymentProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
}

/// All orders of the user.
pub const ORDER_LIST: RemoteComponent<OrderListProps> = RemoteComponent::new("orders", "OrderList");

/// Props of [`ORDER_LIST`].
#[derive(Clone, PartialEq, Props)]
pub struct OrderListProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
}

/// One order.
pub const ORDER_DETAIL: RemoteComponent<OrderDetailProps> = RemoteComponent::new("orders", "OrderDetail");

/// Props of [`ORDER_DETAIL`].
#[derive(Clone, PartialEq, Props)]
pub struct OrderDetailProps {
    /// The id of the order.
    pub order_id: String,
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
}
