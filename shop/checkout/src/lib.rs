//! The steps from the cart to an order, which two remotes share: the handoff of the cart, the displayed and confirmed purchase of the
//! payment page, and the beginning of a purchase. The slices belong to the contract.

mod begin_purchase;
mod displayed_purchase;
mod handoff;
mod purchase_id;

pub use begin_purchase::{StoredPurchases, begin_purchase, is_placed, stored_purchases};
pub use displayed_purchase::{Confirmation, DisplayedPurchase, begin, select_shown_purchase};
pub use handoff::{HANDOFF_KEY, Handoff};
