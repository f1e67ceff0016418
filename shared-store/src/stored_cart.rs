//! Putting a stored cart back.

use tarn_wire::Tagged;

use crate::persistence::StaleGuard;
use crate::slices::cart::{CartAction, CartLine, CartState};
use crate::store::TAB_NAME;
use crate::{Reduce, Rejected, Store};

/// These lines, once it is known that a cart takes them.
///
/// # Errors
/// When a line is not one that the reducer would take.
pub fn accepted_lines(lines: Vec<CartLine>) -> Result<CartAction, Rejected> {
    let action = CartAction::ReplaceCart { lines };
    CartState::reduce(&mut CartState::default(), action.clone(), 1)?;
    Ok(action)
}

/// Puts the cart of this stored state in place, unless somebody changed the cart, or logged out, since `guard` began: what
/// was done here is newer than what was stored.
///
/// # Errors
/// When the cart does not take the state.
pub fn restore_cart(store: &Store, state: &[u8], guard: &StaleGuard) -> Result<(), String> {
    let Some(owner) = store.owner().filter(|_| !guard.is_stale()) else {
        return Ok(());
    };
    // The state has the fields of the action, and one that the action passes over: `updatedSeq`.
    let action = Tagged {
        tag: CartAction::RESTORE_CART,
        value: Some(state),
        extras: None,
    };
    // In the name of the tab that stored it: the others have had it from there.
    guard
        .unnoticed(|| owner.dispatch_encoded(&TAB_NAME.into(), action.to_vec()))
        .map_err(|rejected| rejected.message)
}
