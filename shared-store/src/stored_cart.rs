//! Restores a stored cart.

use tarn_wire::Tagged;

use crate::persistence::StaleGuard;
use crate::slices::cart::{CartAction, CartLine, CartState};
use crate::store::TAB_NAME;
use crate::{Reduce, Rejected, Store};

/// An action with these lines, validated by the cart's reducer.
///
/// # Errors
/// When the reducer refuses a line.
pub fn accepted_lines(lines: Vec<CartLine>) -> Result<CartAction, Rejected> {
    let action = CartAction::ReplaceCart { lines };
    CartState::reduce(&mut CartState::default(), action.clone(), 1)?;
    Ok(action)
}

/// Restores the cart from this stored state, unless the cart changed or the user logged out since `guard` began: a change
/// of this tab is newer than the stored state.
///
/// # Errors
/// When the cart refuses the state.
pub fn restore_cart(store: &Store, state: &[u8], guard: &StaleGuard) -> Result<(), String> {
    let Some(owner) = store.owner().filter(|_| !guard.is_stale()) else {
        return Ok(());
    };
    // The action ignores the state's additional field `updatedSeq`.
    let action = Tagged {
        tag: CartAction::RESTORE_CART,
        value: Some(state),
        extras: None,
    };
    // Dispatched in the name of the storing tab, so the action is not sent to the tabs again.
    guard
        .unnoticed(|| owner.dispatch_encoded(&TAB_NAME.into(), action.to_vec()))
        .map_err(|rejected| rejected.message)
}
