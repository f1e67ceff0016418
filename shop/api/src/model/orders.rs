//! Orders: placing and listing.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

/// Body of `POST /api/orders`. The header `Idempotency-Key` contains the purchase's id. The server decides the prices, and
/// refuses the order if it would cost more than the shopper saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct OrderRequest {
    /// The lines; not empty.
    pub lines: Vec<OrderLineRequest>,
    /// The total that the shopper saw, in cents. Without it, any total is accepted.
    #[serde(default)]
    pub total_cents: Option<u64>,
}

/// One line of an [`OrderRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct OrderLineRequest {
    /// The id of the product.
    pub product_id: String,
    /// Pieces, 1 to [`crate::rules::MAX_QUANTITY`]. Signed, so that an invalid number fails the check of quantities and not
    /// the parser.
    pub quantity: i64,
    /// The price of one piece that the shopper saw, in cents. Without it, any price is accepted.
    #[serde(default)]
    pub price_cents: Option<u64>,
}

/// A product that prevents the order, with its present price and stock. A refusal lists every such product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct OrderDifference {
    /// The id of the product.
    pub product_id: String,
    /// Its name; empty for a product that the shop never had.
    pub name: String,
    /// The kind of difference.
    pub kind: OrderDifferenceKind,
    /// The price of one piece that the shopper saw, in cents, if the request contained it.
    pub shown_price_cents: Option<u64>,
    /// The price of one piece now, in cents; `None` for a product that is no longer sold.
    pub price_cents: Option<u32>,
    /// The number of pieces that can be bought now.
    pub available: u32,
}

/// The kind of an [`OrderDifference`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub enum OrderDifferenceKind {
    /// The product is no longer sold, or never was.
    Gone,
    /// Fewer pieces are left than requested, perhaps none.
    Stock,
    /// The price is higher than the price that the shopper saw.
    Price,
}

/// The progress of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub enum OrderStatus {
    /// Paid, waiting to be packed.
    Paid,
    /// Packed, waiting for the carrier.
    Packed,
    /// On its way.
    Shipped,
}

impl OrderStatus {
    /// The name used in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Packed => "packed",
            Self::Shipped => "shipped",
        }
    }

    /// The status with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Paid, Self::Packed, Self::Shipped]
            .into_iter()
            .find(|status| status.as_str() == name)
    }
}

/// A placed order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Opaque id.
    pub id: String,
    /// Ms since epoch.
    pub placed_at: u64,
    /// The progress.
    pub status: OrderStatus,
    /// Sum of all lines, in cents.
    pub total_cents: u64,
    /// The bought lines, with names and prices at the time of the order.
    pub lines: Vec<OrderLine>,
}

/// One line of an [`Order`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct OrderLine {
    /// The id of the product.
    pub product_id: String,
    /// Its name when the order was placed.
    pub name: String,
    /// Path of its picture.
    pub image: String,
    /// Price of one piece when the order was placed, in cents.
    pub price_cents: u32,
    /// Pieces.
    pub quantity: u32,
}

/// Answer of `GET /api/orders`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct OrderList {
    /// Newest first.
    pub orders: Vec<Order>,
}

/// Answer of `GET /api/purchases/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseStatus {
    /// The order of the purchase; `None` while there is none.
    pub order: Option<Order>,
}
