//! The texts of the shop's answers.

use shop_api::model::{Order, OrderStatus, Product};

pub(super) const RETURNS: &str = "You can send anything back within 30 days, unused, and get your money back within 5 working days. Open a ticket with your order's number and we send you a return label; if something arrived broken, we replace it.";
pub(super) const SHIPPING: &str =
    "We ship within one working day; delivery takes 2 to 4 working days. Shipping is free.";
pub(super) const PAYMENT: &str = "You pay at checkout, when you place the order; an order that is shown under Orders is paid. For an invoice, please open a ticket with the order's number.";
pub(super) const HOURS: &str =
    "This chat answers around the clock. People answer tickets Monday to Friday, 9 to 17 o'clock.";
pub(super) const PEOPLE: &str =
    "Please open a ticket on this page: a person reads it and answers Monday to Friday, 9 to 17 o'clock.";
pub(super) const THANKS: &str = "You are welcome! Is there anything else?";
pub(super) const GREETING: &str = "Hello! Ask me about your orders, shipping, returns, payment or our opening hours, or tell me what you are looking for.";
pub(super) const NOT_UNDERSTOOD: &str = "I did not find an answer to that. I know about your orders, shipping, returns, payment, opening hours and our products. For anything else please open a ticket.";

/// The progress of this order.
pub(super) fn about_order(order: &Order) -> String {
    let pieces: u64 = order.lines.iter().map(|line| u64::from(line.quantity)).sum();
    let pieces = match pieces {
        1 => "1 piece".to_owned(),
        more => format!("{more} pieces"),
    };
    let status = match order.status {
        OrderStatus::Paid => "is paid and waits to be packed; we ship within one working day",
        OrderStatus::Packed => "is packed and waits for the carrier",
        OrderStatus::Shipped => "is on its way to you; delivery takes 2 to 4 working days",
    };
    format!(
        "Your order {} ({pieces}, {} in total) {status}.",
        order.id,
        price(order.total_cents)
    )
}

/// The progress of the newest order.
pub(super) fn about_latest_order(orders: &[Order]) -> String {
    match orders {
        [] => "I see no order of yours yet. Once you have placed one, I can tell you how far it has come.".to_owned(),
        [only] => about_order(only),
        [newest, ..] => format!("{} For another order, tell me its number.", about_order(newest)),
    }
}

/// The prices and stock of these products.
pub(super) fn about_products(products: &[&Product]) -> String {
    let lines: Vec<String> = products
        .iter()
        .map(|product| {
            let stock = match product.stock {
                0 => "sold out".to_owned(),
                few @ 1..=5 => format!("only {few} left"),
                _ => "in stock".to_owned(),
            };
            format!("{}: {}, {stock}", product.name, price(u64::from(product.price_cents)))
        })
        .collect();
    format!("I found: {}.", lines.join("; "))
}

fn price(cents: u64) -> String {
    format!("${}.{:02}", cents / 100, cents % 100)
}
