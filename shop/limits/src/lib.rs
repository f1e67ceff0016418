//! The limits that several crates of the shop share, one constant each.
//!
//! The store's contract enforces a limit in the cart, and the server enforces it in an order. If the
//! two numbers differed, a shopper could fill a cart that cannot be ordered.

/// Maximum number of pieces in a line of a cart or an order.
pub const MAX_QUANTITY: u32 = 999;

/// Maximum number of lines in a cart or an order.
pub const MAX_LINES: usize = 2_000;

/// Maximum number of products on a wishlist, and of ids in one request for products.
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
