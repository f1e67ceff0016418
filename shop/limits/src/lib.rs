//! The limits of the shop that several crates must agree on. Each has one constant, here.
//!
//! The store's contract refuses what is beyond a limit when it is put into the cart, and the server refuses it in an order. If the
//! two numbers differed, a shopper could fill a cart that cannot be paid for.

/// Most pieces of one product, in a line of the cart and in a line of an order.
pub const MAX_QUANTITY: u32 = 999;

/// Most lines in a cart and in an order.
pub const MAX_LINES: usize = 2_000;

/// Most products that are kept on a wishlist, and that are asked for by their ids at once.
pub const MAX_KEPT_PRODUCTS: usize = 200;

/// Whether a text can be the value of the header `Idempotency-Key`: 8 to 64 visible ASCII characters. The id of a purchase is such a key.
///
/// ```
/// assert!(shop_limits::is_idempotency_key("0123456789abcdef0123456789abcdef"));
/// assert!(!shop_limits::is_idempotency_key("short"));
/// assert!(!shop_limits::is_idempotency_key("with a space"));
/// ```
#[must_use]
pub fn is_idempotency_key(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}
