//! What the shop stores of the contract's slices, in which forms and under which keys.

use crate::persistence::{Form, Stored};

/// The stored form of the cart. The first had the lines beside the schema; the second is an envelope.
pub const CART: Form = Form {
    slice: "cart",
    migrations: &[|flat| Ok(flat.to_vec())],
};

/// The stored form of what the shopper chose of the context.
pub const CONTEXT: Form = Form {
    slice: "context",
    migrations: &[],
};

/// What the shop stores, and under which keys.
pub const STORED: Stored = Stored {
    prefix: "shop",
    forms: &[CART, CONTEXT],
    identities: &["productId", "id"],
};
