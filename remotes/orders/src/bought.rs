//! Taking out of the cart what was bought.

use shared_store::{CartAction, CartLine, Store, UserState, select_cart_lines};

/// Who is logged in: the cart of somebody else is none of an order's business.
pub(crate) fn shopper(user: &UserState) -> Option<String> {
    user.user.as_ref().map(|user| user.id.clone())
}

/// Takes out the pieces that were bought, and leaves what was not, or was added meanwhile.
pub(crate) fn remove_bought(store: &Store, bought: &[CartLine]) {
    let present = store.select(select_cart_lines);
    // What is left of a line; `None` if nothing of it was bought.
    let left = |line: &CartLine| {
        let bought = bought.iter().find(|bought| bought.product_id == line.product_id)?;
        Some(line.quantity.saturating_sub(bought.quantity))
    };
    if present.iter().all(|line| left(line) == Some(0)) {
        report(store, CartAction::ClearCart);
        return;
    }
    for line in present {
        match left(&line) {
            None => {}
            Some(0) => report(
                store,
                CartAction::RemoveFromCart {
                    product_id: line.product_id,
                },
            ),
            Some(quantity) => report(
                store,
                CartAction::UpdateQuantity {
                    product_id: line.product_id,
                    quantity,
                },
            ),
        }
    }
}

/// The order is placed whatever the cart says; should it refuse, the console tells why.
fn report(store: &Store, action: CartAction) {
    if let Err(rejected) = store.dispatch(action) {
        web_sys::console::error_1(&rejected.message.into());
    }
}
