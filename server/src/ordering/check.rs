//! Compares an order with the shop's present products.

use shop_api::model::{OrderDifference, OrderDifferenceKind, OrderLine};
use sqlx::{Sqlite, Transaction};

use super::wanted::Wanted;
use crate::failure::Failure;

/// The result of a comparison.
pub(super) enum OrderCheck {
    /// All lines are available, at the prices that the shopper saw or lower ones.
    Fits(Vec<OrderLine>),
    /// All products that differ.
    Differs(Vec<OrderDifference>),
}

/// Compares each line and the total with the present products. A lower price is not a difference.
pub(super) async fn check(
    tx: &mut Transaction<'_, Sqlite>,
    wanted: &[Wanted],
    shown_total_cents: Option<u64>,
) -> Result<OrderCheck, sqlx::Error> {
    let (mut lines, mut differences) = (Vec::with_capacity(wanted.len()), Vec::new());
    let mut stocks = Vec::with_capacity(wanted.len());
    for line in wanted {
        let row: Option<(String, String, u32, u32, bool)> =
            sqlx::query_as("SELECT name, image, price_cents, stock, retired FROM products WHERE id = ?")
                .bind(&line.product_id)
                .fetch_optional(&mut **tx)
                .await?;
        let row = row.map(Row::from);
        match difference(line, row.as_ref()) {
            Some(difference) => differences.push(difference),
            None => {
                stocks.extend(row.as_ref().map(|row| row.stock));
                lines.extend(row.map(|row| row.ordered(line)));
            }
        }
    }
    if differences.is_empty() && shown_total_cents.is_some_and(|shown| shown < total_cents(&lines)) {
        // Each price equals one that the shopper saw, or the request contains none. So any line may have raised the total.
        differences = lines
            .iter()
            .zip(stocks)
            .map(|(line, stock)| higher_price(line, stock))
            .collect();
    }
    Ok(match differences.is_empty() {
        true => OrderCheck::Fits(lines),
        false => OrderCheck::Differs(differences),
    })
}

/// The sum of all lines, in cents.
pub(super) fn total_cents(lines: &[OrderLine]) -> u64 {
    let of_line = |line: &OrderLine| u64::from(line.price_cents) * u64::from(line.quantity);
    lines.iter().map(of_line).sum()
}

/// A product as stored now.
struct Row {
    name: String,
    image: String,
    price_cents: u32,
    stock: u32,
    retired: bool,
}

impl From<(String, String, u32, u32, bool)> for Row {
    fn from((name, image, price_cents, stock, retired): (String, String, u32, u32, bool)) -> Self {
        Self {
            name,
            image,
            price_cents,
            stock,
            retired,
        }
    }
}

impl Row {
    fn ordered(self, wanted: &Wanted) -> OrderLine {
        OrderLine {
            product_id: wanted.product_id.clone(),
            name: self.name,
            image: self.image,
            price_cents: self.price_cents,
            quantity: wanted.quantity,
        }
    }
}

fn difference(wanted: &Wanted, row: Option<&Row>) -> Option<OrderDifference> {
    let found = |kind, price_cents, available| OrderDifference {
        product_id: wanted.product_id.clone(),
        name: row.map(|row| row.name.clone()).unwrap_or_default(),
        kind,
        shown_price_cents: wanted.shown_price_cents,
        price_cents,
        available,
    };
    let Some(row) = row.filter(|row| !row.retired) else {
        return Some(found(OrderDifferenceKind::Gone, None, 0));
    };
    let price_cents = Some(row.price_cents);
    if row.stock < wanted.quantity {
        return Some(found(OrderDifferenceKind::Stock, price_cents, row.stock));
    }
    let is_higher = wanted
        .shown_price_cents
        .is_some_and(|shown| shown < u64::from(row.price_cents));
    is_higher.then(|| found(OrderDifferenceKind::Price, price_cents, row.stock))
}

fn higher_price(line: &OrderLine, stock: u32) -> OrderDifference {
    OrderDifference {
        product_id: line.product_id.clone(),
        name: line.name.clone(),
        kind: OrderDifferenceKind::Price,
        shown_price_cents: None,
        price_cents: Some(line.price_cents),
        available: stock,
    }
}

/// The refusal of an order. Its code is that of the first difference.
pub(super) fn refusal(differences: Vec<OrderDifference>) -> Failure {
    let sentences: Vec<_> = differences.iter().map(sentence).collect();
    let message = sentences.join(" ");
    let failure = match differences.first().map(|difference| difference.kind) {
        Some(OrderDifferenceKind::Gone) => Failure::not_found("product_unknown", message).field("productId"),
        Some(OrderDifferenceKind::Stock) => Failure::conflict("out_of_stock", message).field("quantity"),
        Some(OrderDifferenceKind::Price) | None => Failure::conflict("price_changed", message).field("priceCents"),
    };
    failure.differences(differences)
}

fn sentence(difference: &OrderDifference) -> String {
    let name = match &*difference.name {
        "" => "A product in your order",
        name => name,
    };
    match (difference.kind, difference.available) {
        (OrderDifferenceKind::Gone, _) => format!("{name} is no longer sold. Please remove it from your cart."),
        (OrderDifferenceKind::Stock, 0) => format!("{name} is sold out. Please remove it from your cart."),
        (OrderDifferenceKind::Stock, 1) => {
            format!("Only one {name} is left. Please change the quantity in your cart.")
        }
        (OrderDifferenceKind::Stock, left) => {
            format!("Only {left} of {name} are left. Please change the quantity in your cart.")
        }
        (OrderDifferenceKind::Price, _) => {
            format!("The price of {name} has changed. Please look at it before you pay.")
        }
    }
}
