//! The orders remote: payment, order list and order details.

mod begin;
mod checkout;
mod differences;
mod focus_pay;
mod line;
mod loading;
mod needs_login;
mod order_detail;
mod order_list;
mod order_status;
mod pay;
mod pay_notice;
mod payment;
mod payment_state;
mod place;
mod problem;
mod purchase;
mod request;

#[cfg(test)]
mod tests;

use tarn_small_allocator as _;

tarn_federation::expose! {
    "orders",
    provide: shared_store::provide_store,
    shop_props::PAYMENT => payment::Payment,
    shop_props::ORDER_LIST => order_list::OrderList,
    shop_props::ORDER_DETAIL => order_detail::OrderDetail,
}
