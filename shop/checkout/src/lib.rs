//! The way from the cart to an order, for the remotes that share it: what cart hands over, what the shopper sees and confirms on the
//! payment page, and how a purchase begins. The slices that it reads and changes are the contract's.

#[cfg(target_arch = "wasm32")]
mod begin_purchase;
mod displayed_purchase;
mod handoff;
#[cfg(target_arch = "wasm32")]
mod purchase_id;

#[cfg(target_arch = "wasm32")]
pub use begin_purchase::{StoredPurchases, begin_purchase, is_placed, stored_purchases};
pub use displayed_purchase::{Confirmation, DisplayedPurchase, begin, select_shown_purchase};
pub use handoff::{HANDOFF_KEY, Handoff};
