//! The cart as localStorage has it, which may be newer than the cart of this tab where the tabs do not hear of each other.

use super::storage::Area;
use crate::persistence::{CART, keys_of, saved_at};
use crate::slices::cart::CartState;

/// The newest stored copy of the cart that can be read; `None` where there is none. After a roll back there may be two copies: the
/// newer build's and this build's.
#[must_use]
pub fn stored_cart() -> Option<CartState> {
    let mut newest = None;
    let mut newest_at = -1.0;
    for key in keys_of(CART.slice) {
        let Ok(Some(stored)) = Area::Local.read_encoded(&key) else {
            continue;
        };
        let written_at = saved_at(&stored);
        if written_at > newest_at
            && let Ok(state) = CART.open(&stored)
            && let Ok(cart) = wire::from_slice(&state)
        {
            newest = Some(cart);
            newest_at = written_at;
        }
    }
    newest
}
