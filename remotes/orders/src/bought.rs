//! Taking out of the cart what was bought.

use shared_store::{CartAction, CartLine, Store, select_cart_lines};

/// Removes the products that were bought, and leaves what was not.
pub(crate) fn remove_bought(store: &Store, bought: &[CartLine]) {
    let is_bought = |line: &CartLine| bought.iter().any(|b| b.product_id == line.product_id);
    let present = store.select(select_cart_lines);
    if present.iter().all(is_bought) {
        report(store, CartAction::ClearCart);
        return;
    }
    for CartLine { product_id, .. } in present.into_iter().filter(is_bought) {
        report(store, CartAction::RemoveFromCart { product_id });
    }
}

/// The order is placed whatever the cart says; should it refuse, the console tells why.
fn report(store: &Store, action: CartAction) {
    if let Err(rejected) = store.dispatch(action) {
        web_sys::console::error_1(&rejected.message.into());
    }
}
