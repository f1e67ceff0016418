//! Samples of the shop's data. A test changes the fields that it is about.

use shared_store::CartLine;
use shop_api::model::{Category, Order, OrderLine, OrderStatus, Product, ProductPage, Session, User};

/// A line of the cart: `quantity` pieces at `price_cents` each. The name is that of the product's id: "Product p1".
#[must_use]
pub fn line(product_id: &str, price_cents: u32, quantity: u32) -> CartLine {
    CartLine {
        product_id: product_id.into(),
        name: format!("Product {product_id}"),
        price_cents,
        quantity,
        image: format!("/images/{product_id}.svg"),
    }
}

/// A product with 20 pieces left, in the category "Home".
#[must_use]
pub fn product(id: &str, price_cents: u32) -> Product {
    Product {
        id: id.into(),
        name: format!("Product {id}"),
        category: "home".into(),
        category_name: "Home".into(),
        summary: format!("Summary of {id}."),
        description: format!("Description of {id}."),
        price_cents,
        image: format!("/images/{id}.svg"),
        stock: 20,
    }
}

/// The only page of a list of these products.
#[must_use]
pub fn product_page(items: Vec<Product>) -> ProductPage {
    let count = items.len() as u32;
    ProductPage {
        items,
        total: count,
        page: 1,
        pages: 1,
        page_size: 24,
        categories: vec![Category {
            slug: "home".into(),
            name: "Home".into(),
            count,
        }],
    }
}

/// A line of an order.
#[must_use]
pub fn order_line(product_id: &str, price_cents: u32, quantity: u32) -> OrderLine {
    OrderLine {
        product_id: product_id.into(),
        name: format!("Product {product_id}"),
        image: String::new(),
        price_cents,
        quantity,
    }
}

/// A paid order of these lines, placed at the beginning of 2026.
#[must_use]
pub fn order(id: &str, lines: Vec<OrderLine>) -> Order {
    let total = |line: &OrderLine| u64::from(line.price_cents) * u64::from(line.quantity);
    Order {
        id: id.into(),
        placed_at: 1_767_225_600_000,
        status: OrderStatus::Paid,
        total_cents: lines.iter().map(total).sum(),
        lines,
    }
}

/// A session of Ada, with the id `ada`.
#[must_use]
pub fn session() -> Session {
    Session {
        token: "token".into(),
        expires_at: 1_767_229_200_000,
        user: User {
            id: "ada".into(),
            name: Some("Ada".into()),
            phone: "+15550100".into(),
            email: Some("ada@example.com".into()),
        },
    }
}
