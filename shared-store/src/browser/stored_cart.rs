//! The cart as localStorage has it, which may be newer than the cart of this tab where the tabs do not hear of each other.

use super::storage::Area;
use crate::persistence::{CART, key_of};
use crate::slices::cart::CartState;

/// The stored cart; `None` where nothing is stored, or nothing that can be read.
#[must_use]
pub fn stored_cart() -> Option<CartState> {
    let stored = Area::Local.read_encoded(&key_of(CART.slice)).ok()??;
    let state = CART.open(&stored).ok()?;
    wire::from_slice(&state).ok()
}
