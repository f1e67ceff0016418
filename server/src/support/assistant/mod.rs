//! The shop's automatic answers in the chat, by fixed rules.
//!
//! The words of a message select one [`Topic`]. The answer is made of the shop's rules, the shopper's own orders and the
//! catalogue.

mod answers;
mod product_search;
mod topic;

use shop_api::model::{Order, Product};

use topic::Topic;

/// The shop's answer to this text. `orders` are the shopper's own, newest first.
pub(super) fn answer(text: &str, orders: &[Order], products: &[Product]) -> String {
    let words = words_of(text);
    // An order's id takes precedence over all other words.
    if let Some(order) = orders.iter().find(|order| mentions(&words, &order.id)) {
        return answers::about_order(order);
    }
    match Topic::of(&words) {
        Some(Topic::Returns) => answers::RETURNS.to_owned(),
        Some(Topic::Orders) => answers::about_latest_order(orders),
        Some(Topic::Shipping) => answers::SHIPPING.to_owned(),
        Some(Topic::Payment) => answers::PAYMENT.to_owned(),
        Some(Topic::Hours) => answers::HOURS.to_owned(),
        Some(Topic::People) => answers::PEOPLE.to_owned(),
        topic => {
            let found = product_search::find(&words, products);
            if !found.is_empty() {
                return answers::about_products(&found);
            }
            match topic {
                Some(Topic::Thanks) => answers::THANKS.to_owned(),
                Some(Topic::Greeting) => answers::GREETING.to_owned(),
                _ => answers::NOT_UNDERSTOOD.to_owned(),
            }
        }
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn mentions(words: &[String], order_id: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(order_id))
}

#[cfg(test)]
mod tests {
    use shop_api::model::{OrderLine, OrderStatus};

    use super::*;

    fn order(id: &str, status: OrderStatus) -> Order {
        Order {
            id: id.to_owned(),
            placed_at: 0,
            status,
            total_cents: 2450,
            lines: vec![OrderLine {
                product_id: "p1".to_owned(),
                name: "Teapot".to_owned(),
                image: String::new(),
                price_cents: 1225,
                quantity: 2,
            }],
        }
    }

    fn product(name: &str, stock: u32) -> Product {
        Product {
            id: "p1".to_owned(),
            name: name.to_owned(),
            category: "kitchen".to_owned(),
            category_name: "Kitchen".to_owned(),
            summary: "For slow mornings".to_owned(),
            description: String::new(),
            price_cents: 1205,
            image: String::new(),
            stock,
        }
    }

    #[test]
    fn an_order_is_found_by_its_id_in_any_case() {
        let orders = [order("AAA", OrderStatus::Paid), order("7K3M9QXZ", OrderStatus::Shipped)];
        let answer = answer("what about #7k3m9qxz?", &orders, &[]);
        assert!(answer.contains("7K3M9QXZ") && answer.contains("on its way"), "{answer}");
    }

    #[test]
    fn without_an_id_the_answer_is_about_the_newest_order() {
        let orders = [order("NEW", OrderStatus::Packed), order("OLD", OrderStatus::Paid)];
        let answer = answer("Where is my parcel?", &orders, &[]);
        assert!(answer.contains("NEW") && answer.contains("packed"), "{answer}");
    }

    #[test]
    fn a_shopper_without_orders_is_told_so() {
        assert!(answer("where is my order", &[], &[]).contains("no order"));
    }

    #[test]
    fn returning_an_order_is_about_returns() {
        let orders = [order("NEW", OrderStatus::Paid)];
        assert_eq!(answer("I want to return my order", &orders, &[]), answers::RETURNS);
    }

    #[test]
    fn questions_about_rules_get_the_rule() {
        for (question, rule) in [
            ("How long does shipping take?", answers::SHIPPING),
            ("can i pay by card", answers::PAYMENT),
            ("When are you open?", answers::HOURS),
            ("Let me talk to a human!", answers::PEOPLE),
            ("hello", answers::GREETING),
            ("Thanks", answers::THANKS),
            ("xyzzy", answers::NOT_UNDERSTOOD),
        ] {
            assert_eq!(answer(question, &[], &[]), rule, "{question}");
        }
    }

    #[test]
    fn products_are_found_with_price_and_stock() {
        let products = [product("Blue Teapot", 0), product("Teapots for two", 7)];
        let answer = answer("Do you have a teapot?", &[], &products);
        assert!(answer.contains("Blue Teapot"), "{answer}");
        assert!(answer.contains("$12.05") && answer.contains("sold out"), "{answer}");
        assert!(answer.contains("in stock"), "{answer}");
    }

    #[test]
    fn a_greeting_does_not_hide_the_question() {
        let answer = answer("Hi, any teapots?", &[], &[product("Teapot", 7)]);
        assert!(answer.contains("Teapot:"), "{answer}");
    }
}
