//! The components of this remote, on a native page with a store, server data and an API of their own.

mod order_detail;
mod order_list;
mod pay;
mod payment;

use shared_store::browser::storage::Area;
use shared_store::{CartLine, CartState};
use shop_checkout::{HANDOFF_KEY, Handoff};
use shop_props::{OrderDetailProps, OrderListProps, PaymentProps};
use shop_testing::{Shop, line};
use tarn_federation::testing::Exposed;
use tarn_view::view;

use crate::order_detail::OrderDetail;
use crate::order_list::OrderList;
use crate::payment::Payment;

fn show_list(shop: &Shop) -> Exposed<OrderListProps> {
    let props = OrderListProps {
        handle_navigate: shop.addresses.callback(),
    };
    shop.mount(|props| view! { <OrderList props/> }, props)
}

fn show_detail(shop: &Shop, order_id: &str) -> Exposed<OrderDetailProps> {
    shop.mount(|props| view! { <OrderDetail props/> }, detail_props(shop, order_id))
}

fn detail_props(shop: &Shop, order_id: &str) -> OrderDetailProps {
    OrderDetailProps {
        order_id: order_id.into(),
        handle_navigate: shop.addresses.callback(),
    }
}

fn show_payment(shop: &Shop) -> Exposed<PaymentProps> {
    let props = PaymentProps {
        handle_navigate: shop.addresses.callback(),
        on_show_toast: Some(shop.toasts.callback()),
    };
    shop.mount(|props| view! { <Payment props/> }, props)
}

/// A logged-in shopper whose cart has handed off all its lines: two pieces of p1 for $10.00 each, and one of p2 for $5.00.
fn at_checkout() -> Shop {
    let shop = Shop::logged_in();
    let lines = [line("p1", 1_000, 2), line("p2", 500, 1)];
    shop.fill_cart(lines.clone());
    hand_off(lines);
    shop
}

fn hand_off(lines: impl Into<Vec<CartLine>>) {
    assert_eq!(Area::Session.write(HANDOFF_KEY, &Handoff::new(lines.into())), Ok(()));
}

/// The ids and quantities in the cart.
fn cart(shop: &Shop) -> Vec<(String, u32)> {
    let of_line = |line: &CartLine| (line.product_id.clone(), line.quantity);
    shop.store
        .select(|cart: &CartState| cart.lines.iter().map(of_line).collect())
}
