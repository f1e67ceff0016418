//! The stored forms of the contract's slices, with their keys.

use crate::persistence::{Form, Stored};

/// The stored form of the cart. Schema 1 had the lines beside the schema; schema 2 is an envelope.
pub const CART: Form = Form {
    slice: "cart",
    migrations: &[|flat| Ok(flat.to_vec())],
};

/// The stored form of the context's explicit choices.
pub const CONTEXT: Form = Form {
    slice: "context",
    migrations: &[],
};

/// The storage prefix, the forms, and the fields that identify an item.
pub const STORED: Stored = Stored {
    prefix: "shop",
    forms: &[CART, CONTEXT],
    identities: &["productId", "id"],
};
