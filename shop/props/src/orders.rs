//! Components of orders.

use tarn_federation::{Callback, Props};

/// `Payment` of orders.
#[derive(Clone, PartialEq, Props)]
pub struct PaymentProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
}

/// `OrderList` of orders.
#[derive(Clone, PartialEq, Props)]
pub struct OrderListProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
}

/// `OrderDetail` of orders.
#[derive(Clone, PartialEq, Props)]
pub struct OrderDetailProps {
    /// The id of the order.
    pub order_id: String,
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
}
